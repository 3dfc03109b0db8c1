import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import {
  expectNoSecret,
  expectReplays,
  readHistory,
  startScriptedProvider,
  type RecordedHistory,
  type ScriptedProvider,
} from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as steps from '../fixtures/killable/steps.ts';
import { until } from '../support/until.ts';

const plugin = new OncewardPlugin({ modules: [steps], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
let temporal: Temporal;
let provider: ScriptedProvider;
let bundle: WorkflowBundleWithSourceMap;
let handle: WorkflowHandle;
let history: RecordedHistory;

beforeAll(async () => {
  [temporal, provider] = await Promise.all([openTemporal(), startScriptedProvider({ script: ['said'] })]);
  process.env['MODEL_URL'] = provider.url.replace(/\/v1$/, '');
  bundle = await bundleWorkflows(new URL('../fixtures/killable/workflows.ts', import.meta.url), plugin);
  const { client, connection } = temporal;
  const taskQueue = 'killable';
  handle = await client.workflow.start('oneStep', { taskQueue, workflowId: 'run' });
  await withWorker({ connection, taskQueue, workflowBundle: bundle, plugins: [plugin] }, () => handle.result());
  history = await readHistory(handle);
});

afterAll(async () => {
  await provider.close();
  await temporal.close();
});

function replayWith(file: string): Promise<Error & Record<string, unknown>> {
  const workflowsPath = fileURLToPath(new URL(`../fixtures/testing/${file}`, import.meta.url));
  return refusalOf(expectReplays(history, { workflowsPath, plugins: [plugin] }));
}

test('a history is read: events, bytes, steps with keys, texts with places', async () => {
  const { events } = await handle.fetchHistory();
  expect(history.events).toBe(events?.length);
  expect(history.bytes).toBeGreaterThan(1_000);
  const [activity] = history.activities;
  expect(history.activities).toHaveLength(1);
  expect(activity).toMatchObject({ activityType: 'model.model', attempts: 1, key: expect.stringMatching(/^ow1_/) as string });
  expect(activity?.key).toBe(provider.requests()[0]?.idempotencyKey);
  expect(activity?.completed?.getTime()).toBeGreaterThanOrEqual(activity?.scheduled.getTime() ?? Number.NaN);
  const place = history.texts().find(({ text }) => text.includes('Say something'));
  expect(place?.where).toBe('event 5, activityTaskScheduledEventAttributes.input.payloads.0.data');
});

test('a history beyond the 4 MiB that a client of Temporal receives at once is read whole', async () => {
  const many = await temporal.client.workflow.start('nobodyWorksOnThis', { taskQueue: 'nobody', workflowId: 'large' });
  const texts = Array.from({ length: 12 }, (_, index) => `${index}`.padEnd(600_000, '.'));
  for (const text of texts) await many.signal('add', text);
  const large = await readHistory(many);
  expect(large.bytes).toBeGreaterThan(7_000_000);
  const signals = (large.raw.events ?? []).flatMap((event) => event.workflowExecutionSignaledEventAttributes?.input?.payloads ?? []);
  expect(signals.map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString('utf8')) as string)).toEqual(texts);
  await many.terminate();
});

test('a secret in a real history is found where it stands', () => {
  expectNoSecret(history, ['a text that is nowhere']);
  expect(() => expectNoSecret(history, ['Say something'])).toThrow(/Say… in event 5, /);
});

test('a history is replayed with the code that made it, without a step', async () => {
  await expectReplays(history, { bundle, plugins: [plugin] });
  expect(provider.bill().requests).toBe(1);
});

test('code that does something else than the history fails the replay, and so does code without the workflow', async () => {
  expect(await replayWith('changed-workflows.ts')).toMatchObject({ code: 'ReplayFailed', reason: 'nondeterminism' });
  expect(await replayWith('unrelated-workflows.ts')).toMatchObject({ code: 'ReplayFailed', reason: 'failed' });
});

test('a history in which the only task failed is refused, though Temporal reports success for it', async () => {
  const { client, connection } = temporal;
  const unrelated = await bundleWorkflows(new URL('../fixtures/testing/unrelated-workflows.ts', import.meta.url), plugin);
  const taskQueue = 'without-the-workflow';
  const failing = await client.workflow.start('oneStep', { taskQueue, workflowId: 'failing' });
  const failed = async (): Promise<boolean> =>
    ((await failing.fetchHistory()).events ?? []).some((event) => event.workflowTaskFailedEventAttributes);
  await withWorker({ connection, taskQueue, workflowBundle: unrelated, plugins: [plugin] }, () => until('the task fails', failed));
  const refused = await readHistory(failing);
  await failing.terminate();
  await Worker.runReplayHistory({ workflowBundle: bundle, plugins: [plugin] }, refused.raw, 'failing');
  expect(await refusalOf(expectReplays(refused, { bundle, plugins: [plugin] }))).toMatchObject({ reason: 'nothing-to-replay' });
});

test('a history without its first event is refused', async () => {
  const withoutStart = { workflowId: 'run', raw: { events: (history.raw.events ?? []).slice(3) } };
  expect(await refusalOf(expectReplays(withoutStart, { bundle, plugins: [plugin] }))).toMatchObject({ reason: 'unreadable' });
});

test('a replay needs one source of workflow code', async () => {
  const both = { bundle, workflowsPath: 'workflows.ts', plugins: [plugin] };
  for (const options of [both, { plugins: [plugin] }]) {
    expect(await refusalOf(expectReplays(history, options))).toMatchObject({ code: 'InvalidOption', option: 'bundle' });
  }
});
