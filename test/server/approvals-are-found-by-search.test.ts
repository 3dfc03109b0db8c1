import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { APPROVAL_ATTRIBUTE, APPROVAL_WAITING } from 'onceward';
import { approvalsClient, type ListOptions } from 'onceward/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { decide, pendingIds } from '../fixtures/people/answers.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';
import { eventNames } from '../support/events-of-the-wait.ts';
import { runCli } from '../unit/cli/run-cli.ts';

/** INDEXED_VALUE_TYPE_KEYWORD of Temporal's API. */
const KEYWORD = 2;
const WAITING = `ExecutionStatus = 'Running' AND ${APPROVAL_ATTRIBUTE} = '${APPROVAL_WAITING}'`;
const taskQueue = 'agents';
let temporal: Temporal;
let workflowBundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(PEOPLE_WORKFLOWS, peoplePlugin());
});

afterAll(() => temporal.close());

/** Runs a worker that has nothing in memory yet: what waits is replayed. */
async function onNewWorker<Result>(fn: () => Promise<Result>): Promise<Result> {
  const worker = await Worker.create({ connection: temporal.connection, taskQueue, workflowBundle, plugins: [peoplePlugin()] });
  return worker.runUntil(fn);
}

/** Starts a run that asks for one thing after the other, and returns once it asks. */
async function asks(workflowId: string, ids: readonly [string, ...string[]]): Promise<WorkflowHandle> {
  const handle = await temporal.client.workflow.start('asksInTurn', { taskQueue, workflowId, args: [ids] });
  await pendingIds(handle, [ids[0]]);
  return handle;
}

async function register(isRegistered: boolean): Promise<void> {
  const { operatorService } = temporal.connection;
  if (isRegistered) {
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is not ours to import
    await operatorService.addSearchAttributes({ namespace: 'default', searchAttributes: { [APPROVAL_ATTRIBUTE]: KEYWORD } });
  } else await operatorService.removeSearchAttributes({ namespace: 'default', searchAttributes: [APPROVAL_ATTRIBUTE] });
  // The server's parts learn it one after the other.
  await vi.waitFor(async () => expect((await idsWhere(WAITING)) !== undefined).toBe(isRegistered), { timeout: 60_000, interval: 200 });
}

/** The runs that the server gives for a query; undefined when it knows not what the query names. */
async function idsWhere(query: string): Promise<readonly string[] | undefined> {
  const found = await temporal.client.workflowService
    .listWorkflowExecutions({ namespace: 'default', query })
    .catch((error: unknown) => ((error as { code?: unknown }).code === 3 ? undefined : Promise.reject(error as Error)));
  return found?.executions.map(({ execution }) => execution?.workflowId ?? '').toSorted();
}

async function expectFound(ids: readonly string[]): Promise<void> {
  await vi.waitFor(async () => expect(await idsWhere(WAITING)).toEqual(ids), { timeout: 20_000, interval: 100 });
}

async function listed(options?: ListOptions): Promise<object> {
  const { approvals, limited, silent } = await approvalsClient(temporal.client).list(options);
  return { runs: approvals.map(({ workflowId }) => workflowId).toSorted(), limited, silent };
}

async function expectReplays(...handles: readonly WorkflowHandle[]): Promise<void> {
  for (const handle of handles)
    await Worker.runReplayHistory({ workflowBundle, plugins: [peoplePlugin()] }, await handle.fetchHistory(), handle.workflowId);
}

async function doctorSays(): Promise<object | undefined> {
  const { stdout } = await runCli(['doctor', '--json'], { environment: { TEMPORAL_ADDRESS: temporal.address } });
  const checks = JSON.parse(stdout) as readonly { id: string; ok: boolean; detail: string }[];
  return checks.filter(({ id }) => id === 'approvals').map(({ ok, detail }) => ({ ok, detail }))[0];
}

async function namesIn(handle: WorkflowHandle): Promise<readonly string[]> {
  return eventNames(await handle.fetchHistory()).filter((name) => /marker|upsert/.test(name));
}

test('runs that wait are found by search from when it is registered to when it is gone, by the list at any time, and every run replays', async () => {
  const early = await onNewWorker(async () => {
    const handle = await asks('early', ['first', 'second']);
    expect(await listed()).toEqual({ runs: ['early'], limited: false, silent: [] });
    return handle;
  });
  expect(await namesIn(early)).toEqual([]);
  const create = 'temporal operator search-attribute create --namespace default --name OncewardApprovals --type Keyword';
  expect(await doctorSays()).toEqual({
    ok: true,
    detail: `found by asking each open run; to find them by search, run \`${create}\` and restart the workers`,
  });

  await register(true);
  expect(await doctorSays()).toEqual({ ok: true, detail: "found by search: OncewardApprovals = 'waiting'" });
  const late = await onNewWorker(async () => {
    const handle = await asks('late', ['first', 'second', 'third']);
    await expectFound(['late']);
    // One that waits goes before newer ones that do not, and one that began to wait before is asked.
    const bystander = await temporal.client.workflow.start('waits', { taskQueue, workflowId: 'bystander', args: [['event']] });
    await expect.poll(() => idsWhere("ExecutionStatus = 'Running'")).toHaveLength(3);
    expect(await listed({ limit: 1 })).toEqual({ runs: ['late'], limited: true, silent: [] });
    expect(await listed()).toEqual({ runs: ['early', 'late'], limited: false, silent: [] });
    await bystander.terminate();
    await decide(early, { id: 'first', action: 'approve', by: 'ada' });
    await decide(handle, { id: 'first', action: 'approve', by: 'ada' });
    await expectFound(['early', 'late']);
    await decide(early, { id: 'second', action: 'approve', by: 'bob' });
    expect(await early.result()).toEqual(['ada', 'bob']);
    // Temporal itself writes the second.
    const [marker, upsert] = ['markerRecorded', 'upsertWorkflowSearchAttributes'];
    expect(await namesIn(early)).toEqual([marker, upsert, upsert, upsert]);
    await expectFound(['late']);
    return handle;
  });

  await register(false);
  await onNewWorker(async () => {
    await decide(late, { id: 'second', action: 'approve', by: 'bob' });
    await pendingIds(late, ['third']);
    expect(await listed()).toEqual({ runs: ['late'], limited: false, silent: [] });
  });

  await register(true);
  await onNewWorker(async () => {
    expect(await listed()).toEqual({ runs: ['late'], limited: false, silent: [] });
    await decide(late, { id: 'third', action: 'approve', by: 'cyd' });
    expect(await late.result()).toEqual(['ada', 'bob', 'cyd']);
  });
  await expectReplays(early, late);
});
