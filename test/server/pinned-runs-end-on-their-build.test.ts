import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { versionsPlugin } from '../fixtures/versions/versions-plugin.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

/** Temporal looks every three minutes whether a build is drained. */
const SOON = {
  'matching.wv.VersionDrainageStatusVisibilityGracePeriod': '1s',
  'matching.wv.VersionDrainageStatusRefreshInterval': '1s',
};

interface Build {
  readonly buildId: string;
  readonly worker: Worker;
  readonly running: Promise<void>;
}

let temporal: Temporal;
const started: Build[] = [];

beforeAll(async () => {
  temporal = await openTemporal(undefined, { dynamicConfig: SOON });
});

afterAll(async () => {
  for (const { worker } of started) worker.shutdown();
  await Promise.all(started.map(({ running }) => running));
  await temporal.close();
});

/** Starts a worker of some code, as a build of a deployment whose name is that of its task queue. */
async function startBuild(code: string, { name, behavior }: Deployment): Promise<string> {
  const plugin = versionsPlugin({ deployment: { name, behavior } });
  const workflowBundle: WorkflowBundle = await bundleWorkflows(new URL(`../fixtures/versions/code-${code}.ts`, import.meta.url), plugin);
  const worker = await Worker.create({ connection: temporal.connection, taskQueue: name, workflowBundle, plugins: [plugin] });
  const buildId = worker.options.workerDeploymentOptions?.version.buildId ?? '';
  started.push({ buildId, worker, running: worker.run() });
  return buildId;
}

interface Deployment {
  readonly name: string;
  readonly behavior: 'PINNED' | 'AUTO_UPGRADE';
}

/** Has new runs begin on a build, as `temporal worker deployment set-current-version` does. */
async function makeCurrent(deploymentName: string, buildId: string): Promise<void> {
  const request = { namespace: 'default', deploymentName, buildId, identity: 'test', ignoreMissingTaskQueues: true };
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

function start(taskQueue: string, turns: number): Promise<WorkflowHandle> {
  return temporal.client.workflow.start('research', { args: [turns], taskQueue, workflowId: randomUUID() });
}

/** The build that a run is on, as Temporal has it. */
async function buildOf(handle: WorkflowHandle): Promise<string> {
  const { raw } = await handle.describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? '';
}

function builds(...words: string[]): Promise<CliRun> {
  return runCli(['versions', 'builds', ...words], { environment: { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'default' } });
}

test('a run ends on the build that it began on, without a patch; the old build is kept as long as it is open, and then said to be drained', async () => {
  const pinned = { name: 'agents', behavior: 'PINNED' } as const;
  const [old, fresh] = [await startBuild('before', pinned), await startBuild('removed', pinned)];
  expect(old).toMatch(/^[0-9a-f]{6}$/);
  expect(fresh).not.toBe(old);
  await makeCurrent('agents', old);
  const inFlight = await start('agents', 2);
  await inFlight.signal('turn');
  await expect.poll(async () => (await stepsOf(inFlight)).length, { timeout: 60_000 }).toBe(2);
  await makeCurrent('agents', fresh);
  const after = await start('agents', 1);
  await after.signal('turn');
  await after.result();
  expect(JSON.parse((await builds('agents', '--json')).stdout)).toEqual([
    expect.objectContaining({ buildId: fresh, state: 'current' }),
    expect.objectContaining({ buildId: old, state: 'draining' }),
  ]);
  expect(await builds('agents', '--build', old)).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('keep its workers') });
  await inFlight.signal('turn');
  await inFlight.result();
  expect(await stepsOf(inFlight)).toEqual(['search', 'publish', 'search', 'publish']);
  expect([await buildOf(inFlight), await buildOf(after)]).toEqual([old, fresh]);
  expect(await stepsOf(after)).toEqual(['search', 'rerank', 'check', 'publish']);
  await expect.poll(async () => (await builds('agents', '--build', old)).exitCode, { timeout: 120_000, interval: 1_000 }).toBe(0);
  expect(await builds('agents', '--build', old)).toMatchObject({ stdout: expect.stringContaining('its workers can be stopped') });
  expect(await builds('agents', '--build', fresh)).toMatchObject({ exitCode: 1 });
});

test('with AUTO_UPGRADE an open run goes on in the new code as soon as that is current, on the path that `versioned` keeps it on', async () => {
  const moving = { name: 'moving', behavior: 'AUTO_UPGRADE' } as const;
  const [old, fresh] = [await startBuild('before', moving), await startBuild('active', moving)];
  await makeCurrent('moving', old);
  const inFlight = await start('moving', 2);
  await inFlight.signal('turn');
  await expect.poll(async () => (await stepsOf(inFlight)).length, { timeout: 60_000 }).toBe(2);
  expect(await buildOf(inFlight)).toBe(old);
  await makeCurrent('moving', fresh);
  const after = await start('moving', 1);
  for (const handle of [inFlight, after]) await handle.signal('turn');
  await Promise.all([inFlight.result(), after.result()]);
  // The change of scope step is taken from its second turn on, which only the new code knows; that of scope run is not.
  expect(await stepsOf(inFlight)).toEqual(['search', 'publish', 'search', 'check', 'publish']);
  expect(await stepsOf(after)).toEqual(['search', 'rerank', 'check', 'publish']);
  expect([await buildOf(inFlight), await buildOf(after)]).toEqual([fresh, fresh]);
  const { events = [] } = await inFlight.fetchHistory();
  expect(events?.filter(({ workflowTaskFailedEventAttributes: failed }) => Boolean(failed))).toEqual([]);
});

test('a deployment or a build that is not there is told', async () => {
  expect(await builds('nobody')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("has no worker deployment 'nobody'") });
  expect(await builds('agents', '--build', 'v0')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("'agents' has no build 'v0'. It has "),
  });
});
