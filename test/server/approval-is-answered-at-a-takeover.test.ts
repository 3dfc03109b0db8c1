import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { APPROVAL_DECIDE, type ApprovalDecision } from 'onceward';
import type { OncewardPluginOptions } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { stepsPlugin, STEPS_WORKFLOWS } from '../fixtures/steps/steps-plugin.ts';
import { until } from '../support/until.ts';

/** UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_ADMITTED of Temporal's API. */
const ADMITTED = 1;
let temporalServer: Temporal;
let workflowBundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  temporalServer = await openTemporal();
  workflowBundle = await bundleWorkflows(STEPS_WORKFLOWS, stepsPlugin());
});

afterAll(() => temporalServer.close());

/** Runs a worker until `fn` is through. */
async function withWorker<Result>(
  options: Partial<OncewardPluginOptions> & { taskQueue: string },
  fn: () => Promise<Result>,
): Promise<Result> {
  const { taskQueue, ...own } = options;
  const served = own.serve === undefined ? { workflowBundle } : {};
  const worker = await Worker.create({ connection: temporalServer.connection, taskQueue, plugins: [stepsPlugin(own)], ...served });
  return worker.runUntil(fn);
}

function decide(handle: WorkflowHandle, id: string): Promise<ApprovalDecision> {
  return handle.executeUpdate<ApprovalDecision, [object]>(APPROVAL_DECIDE, { args: [{ id, action: 'approve' }], updateId: id });
}

async function stepsOf(handle: WorkflowHandle): Promise<readonly unknown[]> {
  return activitiesOf(await handle.fetchHistory()).map(({ result }) => result ?? 'under way');
}

/** The server has the update, and no worker has seen it. */
async function isAdmitted({ workflowId }: WorkflowHandle, updateId: string): Promise<boolean> {
  const { client } = temporalServer;
  const reply = await client.workflowService
    .pollWorkflowExecutionUpdate({
      namespace: client.options.namespace,
      updateRef: { workflowExecution: { workflowId }, updateId },
      // Answers at once.
      waitPolicy: {},
    })
    .catch(() => undefined);
  return Number(reply?.stage) === ADMITTED;
}

test('an answer that a worker is given together with the step before its request, in whatever order, is taken, and the run replays', async () => {
  const { client } = temporalServer;
  const workers = { taskQueue: 'agents' };
  const handle = await client.workflow.start('approvalAfterAStep', { taskQueue: 'agents', workflowId: 'takeover' });
  await withWorker(workers, async () => {
    await decide(handle, 'first');
    await until('the step is scheduled', async () => (await stepsOf(handle)).length === 1);
  });
  // Nobody is there to open the second request when the step ends and its answer comes.
  await withWorker({ taskQueue: 'gpu', serve: ['gpu'] }, () =>
    until('the step ends', async () => (await stepsOf(handle))[0] !== 'under way'),
  );
  const second = decide(handle, 'second');
  await until('the server has the answer', () => isAdmitted(handle, 'second'));
  await withWorker(workers, async () => {
    expect(await second).toMatchObject({ id: 'second', approved: true });
    expect(await handle.result()).toEqual(['approve', 'on gpu', 'approve', 'the end']);
  });
  await Worker.runReplayHistory({ workflowBundle, plugins: [stepsPlugin()] }, await handle.fetchHistory(), handle.workflowId);
});
