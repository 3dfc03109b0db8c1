import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalDecision, type ApprovalRequest } from 'onceward';
import { expectReplays, readHistory } from 'onceward/testing';
import { memoryJournal, memoryLedger, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { resetToStart } from '../fixtures/harness/reset-to-start.ts';
import * as steps from '../fixtures/once/steps.ts';
import { service } from '../fixtures/once/steps.ts';

const TASK_QUEUE = 'once';
const WORKFLOWS = new URL('../fixtures/once/workflows.ts', import.meta.url);
const plugin = new OncewardPlugin({ modules: [steps], store: memoryStore(), journal: memoryJournal(), ledger: memoryLedger() });
let temporal: Temporal;
let worker: Worker;
let running: Promise<void>;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  temporal = await openTemporal();
  bundle = await bundleWorkflows(WORKFLOWS, plugin);
  worker = await Worker.create({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle: bundle, plugins: [plugin] });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await temporal.close();
});

beforeEach(() => void Object.assign(service, { rows: [], keys: [], breaksAfterWriting: 1 }));

function start(workflow: string): Promise<WorkflowHandle> {
  return temporal.client.workflow.start(workflow, { args: ['hello'], taskQueue: TASK_QUEUE, workflowId: `${workflow}-${randomUUID()}` });
}

/** The one request that waits. */
async function asked(handle: WorkflowHandle, besides?: string): Promise<ApprovalRequest> {
  return vi.waitFor(
    async () => {
      const pending = await handle.query<ApprovalRequest[]>(APPROVAL_PENDING);
      const [request] = pending.filter(({ id }) => id !== besides);
      if (request === undefined) throw new Error('Nothing is asked.');
      return request;
    },
    { timeout: 10_000, interval: 50 },
  );
}

function decide(handle: WorkflowHandle, { id }: ApprovalRequest, answer: object): Promise<ApprovalDecision> {
  return handle.executeUpdate<ApprovalDecision, [object]>(APPROVAL_DECIDE, { args: [{ id, ...answer }] });
}

test('the request says what is unknown, and one attempt was made', async () => {
  const handle = await start('writeOnce');
  const { title, id } = await asked(handle);
  expect(title).toMatch(/^Did write happen\? .*may or may not have happened.*socket hang up/);
  expect(id).toContain(service.keys[0] ?? 'no key');
  await decide(handle, await asked(handle), { action: 'respond', value: { row: 1 } });
  await handle.result();
  expect(service.rows).toEqual(['hello']);
});

test('"it happened, with this value": the run goes on with it, nothing is written again, and its history replays', async () => {
  const handle = await start('writeOnce');
  await decide(handle, await asked(handle), { action: 'respond', value: { row: 7 }, by: 'ada' });
  expect(await handle.result()).toEqual({ row: 7 });
  expect(service.rows).toEqual(['hello']);
  await expectReplays(await readHistory(handle), { bundle, plugins: [plugin], drift: 'fail' });
});

test('what a person said to have happened stands in the ledger: a reset finds it done, with that value, and asks nobody', async () => {
  const handle = await start('writeOnce');
  await decide(handle, await asked(handle), { action: 'respond', value: { row: 7 } });
  await handle.result();
  const again = await resetToStart(temporal.client, handle);
  expect(await again.result()).toEqual({ row: 7 });
  expect(service.rows).toEqual(['hello']);
});

test('and so does an equal call of another run under a key of the business', async () => {
  const handle = await start('writeNoteOnce');
  await decide(handle, await asked(handle), { action: 'edit', value: { row: 8 } });
  expect(await handle.result()).toEqual({ row: 8 });
  expect(await (await start('writeNoteOnce')).result()).toEqual({ row: 8 });
  expect(service.rows).toEqual(['hello']);
});

test('"again": it is written once more, under the same key', async () => {
  const handle = await start('writeOnce');
  await decide(handle, await asked(handle), { action: 'approve', by: 'ada' });
  expect(await handle.result()).toEqual({ row: 2 });
  expect(new Set(service.keys).size).toBe(1);
  await expectReplays(await readHistory(handle), { bundle, plugins: [plugin], drift: 'fail' });
});

test('"again", and again unknown: a person is asked again, about the second attempt', async () => {
  service.breaksAfterWriting = 2;
  const handle = await start('writeOnce');
  const first = await asked(handle);
  await decide(handle, first, { action: 'approve' });
  const second = await asked(handle, first.id);
  expect(second.id).not.toBe(first.id);
  await decide(handle, second, { action: 'edit', value: { row: 2 } });
  expect(await handle.result()).toEqual({ row: 2 });
  expect(service.rows).toHaveLength(2);
});

test('"no": the step fails typed, for the code of the workflow and for whoever waits for the run', async () => {
  const caught = await start('writeOrTell');
  await decide(caught, await asked(caught), { action: 'reject' });
  expect(await caught.result()).toBe('nobody knows');
  service.breaksAfterWriting = 1;
  const failing = await start('writeOnce');
  await decide(failing, await asked(failing), { action: 'reject' });
  expect((await refusalOf(failing.result())).cause).toMatchObject({ type: 'OutcomeUnknown' });
});

test('a run that is cancelled while it asks is cancelled', async () => {
  const handle = await start('writeOnce');
  await asked(handle);
  await handle.cancel();
  await expect(handle.result()).rejects.toThrow();
  expect((await handle.describe()).status.name).toBe('CANCELLED');
  expect(service.rows).toEqual(['hello']);
});

test('a reset after the write was made makes nothing again: its result comes from the ledger', async () => {
  service.breaksAfterWriting = 0;
  const handle = await start('writeOnce');
  expect(await handle.result()).toEqual({ row: 1 });
  const again = await resetToStart(temporal.client, handle);
  expect(await again.result()).toEqual({ row: 1 });
  expect(service.rows).toEqual(['hello']);
});
