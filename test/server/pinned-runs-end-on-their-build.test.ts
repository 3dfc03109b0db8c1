import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { versionsPlugin } from '../fixtures/versions/versions-plugin.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

const TASK_QUEUE = 'pinned';

let temporal: Temporal;
let workers: readonly { readonly buildId: string; readonly worker: Worker; readonly running: Promise<void> }[];

beforeAll(async () => {
  temporal = await openTemporal();
  const started = [];
  for (const code of ['before', 'removed']) {
    const plugin = versionsPlugin({ deployment: 'agents' });
    const workflowBundle: WorkflowBundle = await bundleWorkflows(new URL(`../fixtures/versions/code-${code}.ts`, import.meta.url), plugin);
    const worker = await Worker.create({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [plugin] });
    const buildId = worker.options.workerDeploymentOptions?.version.buildId ?? '';
    started.push({ buildId, worker, running: worker.run() });
  }
  workers = started;
});

afterAll(async () => {
  for (const { worker } of workers) worker.shutdown();
  await Promise.all(workers.map(({ running }) => running));
  await temporal.close();
});

/** Has new runs begin on a build, as `temporal worker deployment set-current-version` does. */
async function makeCurrent(buildId: string): Promise<void> {
  const request = { namespace: 'default', deploymentName: 'agents', buildId, identity: 'test', ignoreMissingTaskQueues: true };
  const set = async (): Promise<string> =>
    temporal.client.workflowService.setWorkerDeploymentCurrentVersion(request).then(
      () => 'done',
      (error: unknown) => String(error),
    );
  // Its first poll has to have arrived.
  await expect.poll(set, { timeout: 60_000, interval: 500 }).toBe('done');
}

async function stepsOf(handle: WorkflowHandle): Promise<readonly string[]> {
  return activitiesOf(await handle.fetchHistory()).map(({ activityType }) => activityType.replace('function.', ''));
}

const start = (turns: number): Promise<WorkflowHandle> =>
  temporal.client.workflow.start('research', { args: [turns], taskQueue: TASK_QUEUE, workflowId: randomUUID() });

function builds(...words: string[]): Promise<CliRun> {
  return runCli(['versions', 'builds', ...words], { environment: { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'default' } });
}

test('a run ends on the build that it began on, without a patch, and the old build is kept as long as it is open', async () => {
  const [old, fresh] = workers.map(({ buildId }) => buildId) as [string, string];
  expect(old).toMatch(/^[0-9a-f]{6}$/);
  expect(fresh).not.toBe(old);
  await makeCurrent(old);
  const inFlight = await start(2);
  await inFlight.signal('turn');
  await expect.poll(async () => (await stepsOf(inFlight)).length, { timeout: 60_000 }).toBe(2);
  await makeCurrent(fresh);
  const after = await start(1);
  for (const handle of [inFlight, after]) await handle.signal('turn');
  await after.result();
  expect(JSON.parse((await builds('agents', '--json')).stdout)).toEqual([
    expect.objectContaining({ buildId: fresh, state: 'current' }),
    expect.objectContaining({ buildId: old, state: 'draining' }),
  ]);
  expect(await builds('agents', '--build', old)).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('keep its workers') });
  await inFlight.result();
  expect(await stepsOf(inFlight)).toEqual(['search', 'publish', 'search', 'publish']);
  expect(await stepsOf(after)).toEqual(['search', 'rerank', 'check', 'publish']);
});

test('a deployment or a build that is not there is told', async () => {
  expect(await builds('nobody')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("has no worker deployment 'nobody'") });
  expect(await builds('agents', '--build', 'v0')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("'agents' has no build 'v0'. It has "),
  });
});
