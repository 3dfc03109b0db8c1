import { afterEach, beforeEach, expect, test } from 'vitest';
import { startKillableScene, type KillableScene } from '../support/killable-scene.ts';

let scene: KillableScene;

beforeEach(async () => {
  scene = await startKillableScene();
});

afterEach(async () => {
  await scene.stop();
});

test('a synchronous step of 8 s beside a model call, with heartbeats of 2 s, makes one provider request', async () => {
  await scene.control('modelServer', { delayMs: 500 });
  await scene.startWorker();
  const handle = await scene.start('besideABlockedLoop', 8_000);
  await handle.result();
  expect((await scene.requests('modelServer')).length).toBe(1);
}, 90_000);
