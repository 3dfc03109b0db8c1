import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { createOnceward } from '../fixtures/killable/onceward.ts';
import { memoryJournal, memoryLedger, memoryStore } from 'onceward/worker';
import { decideMany } from '../support/many-approvals.ts';
import { startOutsideWorld, type OutsideWorld } from '../support/outside-world.ts';

const RUNS = 50;
let scene: Scene;
let world: OutsideWorld;

beforeAll(async () => {
  world = await startOutsideWorld();
  process.env['WORLD_URL'] = world.url;
  scene = await openScene({
    workflows: new URL('../fixtures/waiting/workflows-many.ts', import.meta.url),
    plugin: createOnceward({ defaults: {}, journal: memoryJournal(), ledger: memoryLedger(), store: memoryStore() }),
    worker: { maxCachedWorkflows: 5 },
  });
});

afterAll(async () => {
  await scene.close();
  await world.close();
});

test('of 50 runs that ask, on a worker that keeps 5 in memory, each is listed, decided, and goes on with one call', async () => {
  const { client, worker } = scene;
  let cached = Number.NaN;
  const whileAllWait = async (): Promise<void> => {
    cached = worker.getStatus().numCachedWorkflows;
  };
  const { listing, latenciesMs, ...counts } = await decideMany(RUNS, { client, world, taskQueue: TASK_QUEUE, whileAllWait });
  expect(counts).toEqual({ listed: RUNS, decided: RUNS, continued: RUNS, calls: RUNS, left: 0 });
  expect({ ...listing, approvals: listing.approvals.length }).toEqual({ approvals: RUNS, silent: [], unreadable: [], limited: false });
  expect(latenciesMs).toHaveLength(RUNS);
  expect(cached).toBeLessThanOrEqual(5);
});
