import { afterEach, beforeEach, expect, test } from 'vitest';
import { startKillableScene, until, type KillableScene } from '../support/killable-scene.ts';

let scene: KillableScene;

beforeEach(async () => {
  scene = await startKillableScene();
});

afterEach(async () => {
  await scene.stop();
});

test('SIGTERM in the middle of ten calls repeats none of them', async () => {
  await scene.control('modelServer', { delayMs: 2_500 });
  const old = await scene.startWorker();
  const handle = await scene.start('manyCalls', 10);
  await until('all ten calls are under way', async () => (await scene.requests('modelServer')).length === 10);

  const exitCode = old.kill('SIGTERM');
  await scene.startWorker();

  expect(await handle.result()).toBe(10);
  expect(await exitCode).toBe(0);
  const requests = await scene.requests('modelServer');
  expect(requests.length).toBe(10);
  expect(requests.every(({ finished }) => finished)).toBe(true);
});
