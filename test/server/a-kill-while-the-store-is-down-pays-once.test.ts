import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKillableScene, type KillableScene } from '../support/killable-scene.ts';
import { until } from '../support/until.ts';

let scene: KillableScene;

beforeAll(async () => {
  const ONCEWARD = new URL('../fixtures/killable/onceward-store-down.ts', import.meta.url).href;
  scene = await startKillableScene({ firstRetry: '100ms', attempts: 50, environment: { ONCEWARD } });
});

afterAll(() => scene.stop());

test('an answer that was paid for while the store is down is asked for once, though its worker is killed before the store is back', async () => {
  const inFolder = (name: string): string => join(scene.folder, name);
  writeFileSync(inFolder('store-is-down'), '');
  const worker = await scene.startWorker();
  const run = await scene.start('oneStep');
  await until('the answer is paid for, and the store has refused it', async () => existsSync(inFolder('refused')));
  expect(scene.world.requests('model')).toHaveLength(1);
  await worker.kill();
  rmSync(inFolder('store-is-down'));
  await scene.startWorker();
  expect(await run.result()).toContain('"');
  expect(scene.world.requests('model')).toHaveLength(1);
});
