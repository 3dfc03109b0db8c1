import { Client, Connection } from '@temporalio/client';
import { APPROVAL_DECIDE, APPROVAL_PENDING } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { oncewardClient } from 'onceward/client';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { idempotencyKey, runScope } from '../../src/shared/keys/idempotency-key.ts';
import { readStepHeader, type WrittenStepHeader } from '../../src/shared/keys/written-step-header.ts';
import { expectStored } from '../fixtures/contract/stored-sample.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf, type RecordedActivity } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as steps from '../fixtures/steps/steps.ts';
import * as models from '../fixtures/wire/models.ts';

const TASK_QUEUE = 'agents';
const WORKFLOW_ID = 'order/7';
let temporal: Temporal;
let activities: readonly RecordedActivity[];
let runId: string;
let pending: unknown;
let decision: unknown;
let result: unknown;

/** One run, whose traces the tests below look at. */
beforeAll(async () => {
  temporal = await openTemporal();
  const plugin = new OncewardPlugin({ modules: [steps, models], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
  const workflowBundle = await bundleWorkflows(new URL('../fixtures/wire/workflows.ts', import.meta.url), plugin);
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, plugins: [oncewardClient({ context: { tenant: 'acme', labels: { team: 'claims' } } })] });
  await withWorker({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [plugin] }, async () => {
    const handle = await client.workflow.start('wire', { taskQueue: TASK_QUEUE, workflowId: WORKFLOW_ID });
    runId = handle.firstExecutionRunId;
    await vi.waitFor(async () => expect((pending = await handle.query<unknown[]>(APPROVAL_PENDING))).toHaveLength(1), { timeout: 90_000 });
    const answer = { id: 'publish', action: 'edit', value: { text: 'better' }, by: 'ada', reason: 'shorter' };
    decision = await handle.executeUpdate(APPROVAL_DECIDE, { args: [answer] });
    result = await handle.result();
    activities = activitiesOf(await handle.fetchHistory());
  });
  await connection.close();
});

afterAll(() => temporal.close());

function activity(activityType: string): RecordedActivity {
  return activities.find((candidate) => candidate.activityType === activityType) ?? expect.unreachable(`no ${activityType} ran`);
}

test('the header of a step has the stored shape, and tells the key and scope of this run', () => {
  const { header, headerNames } = activity('tool.lookUp');
  const scope = runScope(WORKFLOW_ID, runId);
  const parts = { scope, step: 'tool.lookUp', ordinal: 0, toolCallId: 'call-1' };
  const key = idempotencyKey({ namespace: 'default', ...parts });
  expect(headerNames).toEqual(['onceward-step']);
  const place = { namespace: 'default', workflowId: WORKFLOW_ID, activityType: 'tool.lookUp' };
  expect(readStepHeader(header as WrittenStepHeader, place)).toMatchObject({ key, scope, step: 'tool.lookUp' });
  expectStored('written-step-header', { ...(header as object), scope: '/…' });
});

test('a model call sends a ModelCall, and nothing of the provider', () => {
  const [call] = activity('model.model').input as [{ settings: { value: Record<string, unknown> } }];
  expect(call.settings.value).toMatchObject({ temperature: 0 });
  // The settings are the framework's and change with its versions.
  expectStored('written-model-call', { ...call, settings: { value: { temperature: 0 } } });
});

test('a tool call sends the plain input, and nothing else', () => {
  expect(activity('tool.lookUp').input).toEqual([{ word: 'ada', language: 'en' }]);
});

test('a result stands in history with its fingerprint', () => {
  expectStored('written-result-of-a-tool', activity('tool.lookUp').result);
});

test('a pending approval, as every client reads it', () => {
  const [request] = pending as [{ expiresAt: string }];
  expect(new Date(request.expiresAt).toISOString()).toBe(request.expiresAt);
  expectStored('written-approval-request', { ...request, expiresAt: '2026-01-04T00:00:00.000Z' });
});

test('a decision, as the update answers it', () => {
  const { at, audit } = decision as { at: string; audit: { at: string }[] };
  for (const time of [at, ...audit.map((event) => event.at)]) expect(new Date(time).toISOString()).toBe(time);
  const fixed = '2026-01-02T00:00:00.000Z';
  expectStored('written-approval-decision', { ...(decision as object), at: fixed, audit: audit.map((event) => ({ ...event, at: fixed })) });
  expect(result).toBe('edit');
});
