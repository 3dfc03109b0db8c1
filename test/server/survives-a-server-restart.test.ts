import { afterAll, beforeAll, expect, test } from 'vitest';
import { killServerDuringCalls, resultOf } from '../support/chaos/server-kill.ts';
import { STEP_KINDS } from '../support/chaos/step-kinds.ts';
import { EVERY_KIND, startKillableScene, withKillableScene, type KillableScene } from '../support/killable-scene.ts';
import { until } from '../support/until.ts';

let scene: KillableScene;

beforeAll(async () => {
  scene = await startKillableScene(EVERY_KIND);
});

afterAll(() => scene.stop());

test.each(['while it is away', 'when it is back'] as const)(
  'the server is killed, and the answers come %s: no step of any kind is repeated or lost',
  async (answersCome) => {
    const cells = await killServerDuringCalls(scene, answersCome);
    const promised = { steps: 1, calls: 1, mayRepeat: 0, lost: 0 };
    expect(cells).toEqual(
      STEP_KINDS.map(({ title }) => ({ event: `server killed, answers come ${answersCome}`, kind: title, ...promised })),
    );
  },
);

test('a wait goes on after the server is back, with the row that was written before it', async () => {
  await withKillableScene(async (waiting) => {
    await waiting.startWorker();
    const handle = await waiting.start('waitQuietly', 4_000);
    await until('the row is written', async () => waiting.world.requests('write').length === 1);
    await waiting.restartServer(1_000);
    expect(await resultOf(handle)).toBe('awake');
    expect(waiting.world.requests('write')).toHaveLength(1);
  });
});
