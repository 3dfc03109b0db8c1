import type { WorkflowHandle } from '@temporalio/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DevServer } from 'onceward/testing';
import { startKillableScene, type KillableScene } from '../support/killable-scene.ts';
import { restartServer } from '../support/restart-server.ts';
import { until } from '../support/until.ts';

const CALLS = 10;
let scene: KillableScene;
let restarted: DevServer | undefined;

beforeEach(async () => {
  scene = await startKillableScene();
});

afterEach(async () => {
  await scene.stop();
  await restarted?.stop();
});

test('a model call that ends while the server is away is not repeated', async () => {
  expect(await restartDuringCalls({ workflow: 'oneStep', argument: 'model', calls: 1, callMs: 2_000, downMs: 3_000 })).toBe(0);
});

test('a model call that outlasts the server’s absence is not repeated', async () => {
  expect(await restartDuringCalls({ workflow: 'oneStep', argument: 'model', calls: 1, callMs: 8_000, downMs: 1_000 })).toBe(0);
});

test('ten calls at once that end while the server is away are not repeated', async () => {
  expect(await restartDuringCalls({ workflow: 'manyCalls', argument: CALLS, calls: CALLS, callMs: 2_000, downMs: 3_000 })).toBe(0);
});

test('a wait goes on after the server is back, with the row that was written before it', async () => {
  await scene.startWorker();
  const handle = await scene.start('waitQuietly', 4_000);
  await until('the row is written', async () => (await scene.requests('crm')).length === 1);
  restarted = await restartServer(scene, 1_000);
  expect(await resultOf(handle)).toBe('awake');
  expect(await scene.requests('crm')).toHaveLength(1);
});

interface Restart {
  readonly workflow: string;
  readonly argument: unknown;
  readonly calls: number;
  /** How long the model takes for each call. */
  readonly callMs: number;
  /** How long the server is away. */
  readonly downMs: number;
}

/** Takes the server away while calls are at the model, waits for the run to end, and counts the calls beyond one each. */
async function restartDuringCalls({ workflow, argument, calls, callMs, downMs }: Restart): Promise<number> {
  await scene.control('modelServer', { delayMs: callMs });
  await scene.startWorker();
  const handle = await scene.start(workflow, argument);
  await until('all calls are under way', async () => (await scene.requests('modelServer')).length === calls);
  restarted = await restartServer(scene, downMs);
  await resultOf(handle);
  return (await scene.requests('modelServer')).length - calls;
}

/** The client of the test, too, was cut off. */
async function resultOf(handle: WorkflowHandle): Promise<unknown> {
  await until('the run ends', async () => (await handle.describe().catch(() => undefined))?.status.name === 'COMPLETED');
  return handle.result();
}
