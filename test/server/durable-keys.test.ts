import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { resetToStart } from '../fixtures/harness/reset-to-start.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { stepsPlugin, STEPS_WORKFLOWS } from '../fixtures/steps/steps-plugin.ts';
import { seen } from '../fixtures/steps/steps.ts';

const TASK_QUEUE = 'agents';
let temporal: Temporal;
let workflowBundle: WorkflowBundle;
/** The same workflow, before and after a deploy. */
let before: WorkflowBundle;
let after: WorkflowBundle;

beforeAll(async () => {
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(STEPS_WORKFLOWS, stepsPlugin());
  before = await bundleWorkflows(new URL('../fixtures/steps/key-before.ts', import.meta.url), stepsPlugin());
  after = await bundleWorkflows(new URL('../fixtures/steps/key-after.ts', import.meta.url), stepsPlugin());
});

afterAll(() => temporal.close());

beforeEach(() => {
  seen.delaysMs = [];
});

function start(name: string, ...args: unknown[]): Promise<WorkflowHandle> {
  return temporal.client.workflow.start(name, { args, taskQueue: TASK_QUEUE, workflowId: `${name}-${randomUUID()}` });
}

/** Runs what `fn` waits for on a worker of its own, which keeps no workflow in memory when `cached` is 0. */
function onWorker<Result>(fn: () => Promise<Result>, bundle = workflowBundle, cached?: number): Promise<Result> {
  const caching = cached === undefined ? {} : { maxCachedWorkflows: cached };
  const worker = { connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle: bundle, plugins: [stepsPlugin()], ...caching };
  return withWorker(worker, fn);
}

test('three equal calls at once have three keys', async () => {
  const keys = await onWorker(async () => (await start('parallelKeys')).result());
  expect(new Set(keys as string[]).size).toBe(3);
});

test('another run of the same workflow has other keys', async () => {
  const [one, other] = await onWorker(() =>
    Promise.all([start('parallelKeys'), start('parallelKeys')].map(async (run) => (await run).result())),
  );
  expect(new Set([...(one as string[]), ...(other as string[])]).size).toBe(6);
});

test('a deploy that adds an unrelated call and a random id before a step leaves its key alone, also after a reset', async () => {
  const first = await start('keyOfRun');
  const key = await onWorker(() => first.result(), before);
  const again = await resetToStart(temporal.client, first);
  expect(await onWorker(() => again.result(), after)).toBe(key);
  expect(activitiesOf(await again.fetchHistory()).map(({ activityType }) => activityType)).toEqual(['function.echo', 'function.keyOf']);
});

test('in gather, the order in which items finish leaves every key alone', async () => {
  seen.delaysMs = [300, 0, 150, 0, 50, 0];
  const first = await start('gatheredKeys', 6);
  const keys = (await onWorker(() => first.result())) as string[][];
  const order = (activities: ReturnType<typeof activitiesOf>): unknown[] =>
    activities.map(({ input }) => (input[0] as { item: number }).item);
  const firstOrder = order(activitiesOf(await first.fetchHistory()));

  seen.delaysMs = [0, 300, 0, 150, 0, 50];
  const again = await resetToStart(temporal.client, first);
  expect(await onWorker(() => again.result())).toEqual(keys);
  expect(order(activitiesOf(await again.fetchHistory()))).not.toEqual(firstOrder);
  expect(new Set(keys.flat()).size).toBe(12);
});

test('keys stay the same when every workflow task replays the run from its beginning', async () => {
  const first = await start('gatheredKeys', 4);
  const keys = await onWorker(() => first.result());
  const again = await resetToStart(temporal.client, first);
  expect(await onWorker(() => again.result(), workflowBundle, 0)).toEqual(keys);
});

test('what ran replays clean', async () => {
  const handles = await onWorker(async () => {
    const started = await Promise.all([
      start('calls'),
      start('gatheredKeys', 5),
      start('caught', 'no'),
      start('retried'),
      start('frameworkError'),
    ]);
    await Promise.allSettled(started.map((handle) => handle.result()));
    return started;
  });
  for (const handle of handles) {
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory({ workflowBundle, plugins: [stepsPlugin()] }, history, handle.workflowId);
  }
});

test('a replay by code that calls something else is noticed', async () => {
  const handle = await start('keyOfRun');
  await onWorker(() => handle.result(), before);
  const history = await handle.fetchHistory();
  const replay = Worker.runReplayHistory({ workflowBundle: after, plugins: [stepsPlugin()] }, history, handle.workflowId);
  await expect(replay).rejects.toThrow(/[Nn]ondeterminism/);
});
