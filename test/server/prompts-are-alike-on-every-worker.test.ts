import { expect, test } from 'vitest';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { completedActivities, withKillableScene } from '../support/killable-scene.ts';

const CALLS = 8;

test('a prompt made in workflow code is the same on another worker, whatever its time zone and language, down to order, randomness and stacks', async () => {
  await withKillableScene(async (scene) => {
    const tokyo = await scene.startWorker({ TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' });
    const handle = await scene.start('makesAPrompt');
    await expect.poll(() => completedActivities(handle), { timeout: 60_000 }).toBe(CALLS);
    await tokyo.kill();
    await scene.startWorker({ TZ: 'America/New_York', LC_ALL: 'tr_TR.UTF-8' });
    await handle.signal('go');
    const replayed = (await handle.result()) as string;
    expect(replayed.split('\n')).toEqual(expect.arrayContaining(['upper: TITLE I', 'sorted: a,ä,i,I,ı,o,Ö,z', 'merged: 2,10,b,a']));
    const written = activitiesOf(await handle.fetchHistory()).filter(({ activityType }) => activityType === 'function.write');
    expect(written.map(({ input }) => input)).toEqual([[{ note: replayed }]]);
  });
});
