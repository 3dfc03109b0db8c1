import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';
import { StoreUnavailable, type BlobStore } from 'onceward';
import { oncewardClient } from 'onceward/client';
import { memoryJournal, memoryStore, OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import * as steps from '../fixtures/payloads/steps.ts';
import type * as workflows from '../fixtures/payloads/workflows.ts';

const MIB = 1_024 * 1_024;
const TASK_QUEUE = 'store-down';
const inner = memoryStore();
/** While it is down nothing can be written. */
let isDown = false;
let refused = 0;
const store: BlobStore = {
  name: inner.name,
  location: inner.location,
  put(key, content, options) {
    if (!isDown) return inner.put(key, content, options);
    refused += 1;
    return Promise.reject(
      new StoreUnavailable({ store: inner.name, location: inner.location, problem: 'is down', hint: 'Wait.', retryable: true }),
    );
  },
  get: (key, options) => inner.get(key, options),
  head: (key) => inner.head(key),
  move: (from, to) => inner.move(from, to),
  delete: (key) => inner.delete(key),
  list: (prefix) => inner.list(prefix),
};

let temporal: Temporal;
let client: Client;
let workflowBundle: WorkflowBundle;
let worker: Worker;
let running: Promise<void>;

function newPlugin(keeping: Pick<OncewardPluginOptions, 'store' | 'encryption'>): OncewardPlugin {
  return new OncewardPlugin({
    modules: [steps],
    journal: memoryJournal(),
    defaults: { retry: { initialInterval: '200ms', maximumInterval: '200ms' }, outagePatience: false },
    ...keeping,
  });
}

beforeAll(async () => {
  temporal = await openTemporal();
  client = new Client({ connection: temporal.client.connection, plugins: [oncewardClient({ store })] });
  const plugin = newPlugin({ store });
  workflowBundle = await bundleWorkflows(new URL('../fixtures/payloads/workflows.ts', import.meta.url), plugin);
  worker = await Worker.create({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [plugin] });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await temporal.close();
});

function run(workflow: keyof typeof workflows, ...args: unknown[]): Promise<unknown> {
  return client.workflow.execute(workflow, { args, taskQueue: TASK_QUEUE, workflowId: randomUUID() });
}

test('a store that is down for longer than an attempt waits: the step ran once, and its result arrives', async () => {
  Object.assign(steps.ran, { make: 0, photograph: 0 });
  isDown = true;
  const runs = Promise.all([run('resultOf', 3 * MIB), run('photographed', 300_000)]);
  // Each attempt tries for six seconds: the second one is under way when the store is back.
  const [attempts] = await Promise.all([attemptsSeen(2), runs.catch(() => undefined)]);
  expect(attempts).toBeGreaterThan(1);
  expect(await runs).toEqual([3 * MIB, 300_000]);
  expect(steps.ran).toMatchObject({ make: 1, photograph: 1 });
  expect(refused).toBeGreaterThan(6);
});

test('a store that stays down fails the run, typed, and the step ran once', async () => {
  Object.assign(steps.ran, { make: 0, photograph: 0 });
  isDown = true;
  // Other content than above: what the store has is not written again.
  const [large, file] = await Promise.all([refusalOf(run('resultOf', 4 * MIB)), refusalOf(run('photographed', 400_000))]);
  isDown = false;
  expect(String(large.cause)).toMatch(/is down/);
  expect(String(file.cause)).toMatch(/is down/);
  expect(steps.ran).toMatchObject({ make: 1, photograph: 1 });
});

/** Waits until both activities are in such an attempt, then lets the store come back. */
async function attemptsSeen(attempt: number): Promise<number> {
  for (;;) {
    const seen: number[] = [];
    for await (const { workflowId } of client.workflow.list({ query: `TaskQueue = '${TASK_QUEUE}' AND ExecutionStatus = 'Running'` })) {
      const { raw } = await client.workflow.getHandle(workflowId).describe();
      seen.push(...(raw.pendingActivities ?? []).map((activity) => Number(activity.attempt)));
    }
    if (seen.length === 2 && Math.min(...seen) >= attempt) {
      isDown = false;
      return Math.min(...seen);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function unavailable(retryable: boolean): BlobStore {
  const refusal = new StoreUnavailable({ store: 's3', location: 's3://agents', problem: 'refuses', hint: 'Grant it.', retryable });
  return Object.assign(Object.create(inner) as BlobStore, { name: 's3', location: 's3://agents', head: () => Promise.reject(refusal) });
}

test.each([
  ['a store that refuses', { store: unavailable(false) }, 'StoreUnavailable'],
  ['a key of the wrong size', { store: inner, encryption: { keyId: 'k1', key: () => new Uint8Array(16) } }, 'InvalidOption'],
])('with %s a worker does not start', async (_what, keeping, code) => {
  // A worker that never ran keeps its connection until the process ends.
  const connection = await NativeConnection.connect({ address: temporal.address });
  const refusing = await Worker.create({ connection, taskQueue: randomUUID(), workflowBundle, plugins: [newPlugin(keeping)] });
  expect(await refusalOf(refusing.run())).toMatchObject({ code });
});

test('with a store that may be back in a moment it does', async () => {
  const taskQueue = randomUUID();
  const plugins = [newPlugin({ store: unavailable(true) })];
  const starting = await Worker.create({ connection: temporal.connection, taskQueue, workflowBundle, plugins });
  const own = { args: ['tide'], taskQueue, workflowId: randomUUID() };
  expect(await starting.runUntil(() => temporal.client.workflow.execute('measureText', own))).toBe(4);
});
