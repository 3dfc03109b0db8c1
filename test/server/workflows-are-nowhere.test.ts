import { expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { withKillableScene } from '../support/killable-scene.ts';

test('a workflow on a machine in Tokyo that speaks German sees UTC and en-US, and any other place where it asks for it; and no environment', async () => {
  await withKillableScene(async (scene) => {
    await scene.startWorker({ TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' });
    const handle = await scene.start('tellsWhereItIs');
    const refused = await refusalOf((await scene.start('readsTheEnvironment')).result());
    expect(refused.cause).toMatchObject({
      type: 'NotInWorkflow',
      message: expect.stringMatching(/process was used in workflow code.*\n {2}Take a setting as an argument of the run/) as string,
    });
    expect(await handle.result()).toEqual(['UTC', 'en-US', '1/1/1970, 12:00:00 AM', 0, '2026-01-01T00:00:00.000Z', '1.1.1970, 09:00:00']);
  });
});
