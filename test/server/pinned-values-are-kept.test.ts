import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import type { ConfigDrift } from 'onceward';
import { expectReplays, readHistory } from 'onceward/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { versionsPlugin } from '../fixtures/versions/versions-plugin.ts';

const CODES = ['before', 'after'] as const;
type Code = (typeof CODES)[number];

const bundles = new Map<Code, WorkflowBundle>();
let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal();
  for (const code of CODES) {
    bundles.set(code, await bundleWorkflows(new URL(`../fixtures/versions/pinned-values-${code}.ts`, import.meta.url), versionsPlugin()));
  }
});

afterAll(() => temporal.close());

/** A worker with the code of one deploy. It keeps no run in memory: every task is a replay. */
function deployed<Result>(code: Code, fn: () => Promise<Result>): Promise<Result> {
  const workflowBundle = bundles.get(code);
  // A callback of the user's has no say about this.
  const own = { maxCachedWorkflows: 0, patchActivationCallback: () => false };
  return withWorker({ connection: temporal.connection, taskQueue: 'values', workflowBundle, plugins: [versionsPlugin()], ...own }, fn);
}

function start(turns: number, onDrift?: ConfigDrift): Promise<WorkflowHandle> {
  const args = onDrift === undefined ? [turns] : [turns, onDrift];
  return temporal.client.workflow.start('writer', { args, taskQueue: 'values', workflowId: `writer-${randomUUID()}` });
}

async function publishedBy(handle: WorkflowHandle): Promise<readonly unknown[]> {
  const published = activitiesOf(await handle.fetchHistory()).filter(({ result }) => result !== undefined);
  return published.map(({ input }) => input[0]);
}

/** Has a run make a turn, and waits until what it publishes in it is in history. */
async function turn(handle: WorkflowHandle): Promise<void> {
  const before = (await publishedBy(handle)).length;
  await handle.signal('turn');
  await expect.poll(async () => (await publishedBy(handle)).length, { timeout: 60_000 }).toBe(before + 1);
}

async function markersOf(handle: WorkflowHandle): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => event.markerRecordedEventAttributes?.markerName ?? []);
}

async function replaysWith(handle: WorkflowHandle, codes: readonly Code[]): Promise<void> {
  const { events } = await handle.fetchHistory();
  expect(events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
  for (const code of codes) await expectReplays(await readHistory(handle), { bundle: bundles.get(code), plugins: [versionsPlugin()] });
}

test('a run keeps to the values that it began with, one that begins after the deploy has the new ones, at one event each', async () => {
  const run = await start(3);
  await deployed('before', () => turn(run));
  const fresh = await start(1);
  await deployed('after', async () => {
    for (const handle of [run, run, fresh]) await turn(handle);
    expect(await run.result()).toEqual(['dry', 'dry', 'dry']);
    expect(await fresh.result()).toEqual(['kind']);
  });
  for (const handle of [run, fresh]) {
    expect(await markersOf(handle)).toEqual(['core_local_activity']);
    await replaysWith(handle, CODES);
  }
});

test('with upgrade it goes over at its next call, back again when the deploy is taken back, and both are on record', async () => {
  const run = await start(4, 'upgrade');
  await deployed('before', () => turn(run));
  await deployed('after', async () => {
    await turn(run);
    await turn(run);
  });
  await deployed('before', async () => {
    await turn(run);
    expect(await run.result()).toEqual(['dry', 'kind', 'kind', 'dry']);
  });
  expect(await publishedBy(run)).toEqual(['0: dry', '1: kind', '2: kind', '3: dry']);
  await replaysWith(run, CODES);
});

test('with fail the run ends with the error, before it does anything with other values', async () => {
  const run = await start(2, 'fail');
  await deployed('before', () => turn(run));
  await deployed('after', async () => {
    await run.signal('turn');
    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'ConfigDrifted', nonRetryable: true, details: [{ v: 1, changes: ['writer: tone'] }] },
    });
  });
  expect(await publishedBy(run)).toEqual(['0: dry']);
  await replaysWith(run, ['after']);
});
