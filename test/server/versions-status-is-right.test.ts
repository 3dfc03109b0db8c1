import type { WorkflowHandle } from '@temporalio/client';
import { startTimeSkippingServer } from 'onceward/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { temporaryProject } from '../fixtures/harness/temporary-project.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { versionsPlugin } from '../fixtures/versions/versions-plugin.ts';
import { runDeploys } from '../support/versions/run-deploys.ts';
import { wrongStatuses } from '../support/versions/statuses.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

/** The whole plan of twelve is a bar. */
const DEPLOYS = 5;

let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal();
});

afterAll(() => temporal.close());

const project = temporaryProject();

afterAll(() => project.remove());

interface Defined {
  readonly state: string;
  readonly id?: string;
  readonly scope?: string;
  readonly workflow?: string;
  /** More options of the plugin. */
  readonly options?: string;
}

function define({ state, id = 'add-a-step', scope = 'run', workflow = 'agent', options = '' }: Defined): void {
  project.write(
    'plugin.mjs',
    `import { defineChanges } from 'onceward'; import { OncewardPlugin } from 'onceward/worker';
const changes = defineChanges({ '${id}': { since: '2026-11-01', scope: '${scope}', state: '${state}', workflows: ['${workflow}'] } });
export const onceward = new OncewardPlugin({ modules: [], changes, ${options} });`,
  );
}

function status(address: string, ...words: string[]): Promise<CliRun> {
  return runCli(['versions', 'status', '--plugin', './plugin.mjs', ...words], {
    folder: project.folder,
    environment: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default' },
  });
}

test('after each deploy the counts of open runs are right, and so is whether a change may go on; runs keep to their path', async () => {
  const wrong: string[] = [];
  const after = async (deploy: number, folder: string): Promise<void> => {
    wrong.push(...(await wrongStatuses(deploy, folder, temporal.address)));
  };
  const runs = await runDeploys({ client: temporal.client, connection: temporal.connection, wait: 'signal', after }, DEPLOYS);
  expect(wrong).toEqual([]);
  expect(runs.map(({ calls }) => calls)).toEqual(runs.map(({ expected }) => expected));
  expect(runs.map(({ failedTasks }) => failedTasks)).toEqual(runs.map(() => 0));
});

test('a change that has gone on too early ends with exit code 1 and names the oldest run, and a roll-out holds the next step back', async () => {
  const handle = await temporal.client.workflow.start('agent', { taskQueue: 'nobody', workflowId: 'on-the-old-path' });
  define({ state: 'deprecated' });
  await expect.poll(async () => (await status(temporal.address)).stdout, { timeout: 30_000 }).toContain('1 open run on the old path');
  const { exitCode, stdout } = await status(temporal.address);
  expect([exitCode, stdout]).toEqual([
    1,
    expect.stringMatching(/deprecated too early: 1 open run on the old path\n {3}\S+Z agent on-the-old-path/),
  ]);
  await handle.terminate();
  define({ state: 'active', options: "rollOut: { 'add-a-step': 0.5 }" });
  const held = async (): Promise<string> => (await status(temporal.address, '--change', 'add-a-step')).stdout;
  await expect.poll(held, { timeout: 30_000 }).toContain('the roll-out still sends new runs to the old path');
});

test('of the runs that recorded a change of scope step, those that did it while it was active hold it back', async () => {
  const { client, connection } = temporal;
  const handles: Record<string, WorkflowHandle> = {};
  const recordOn = async (code: string): Promise<void> => {
    const plugin = versionsPlugin();
    const bundle = await bundleWorkflows(new URL(`../fixtures/versions/code-${code}.ts`, import.meta.url), plugin);
    const workflowId = `recorded-while-${code}`;
    const handle = await client.workflow.start('research', { args: [2], taskQueue: code, workflowId });
    handles[code] = handle;
    await handle.signal('turn');
    await withWorker({ connection, taskQueue: code, workflowBundle: bundle, plugins: [plugin] }, () =>
      expect.poll(async () => activitiesOf(await handle.fetchHistory()).length, { timeout: 60_000 }).toBe(4),
    );
  };
  await recordOn('active');
  await recordOn('deprecated');
  // Never came to a worker, so that it has no change at all.
  handles['nobody'] = await client.workflow.start('research', { args: [1], taskQueue: 'nobody', workflowId: 'without-any-change' });
  define({ id: 'check-first', state: 'deprecated', scope: 'step', workflow: 'research' });
  const reported = async (): Promise<unknown> => {
    const [report] = JSON.parse((await status(temporal.address, '--json')).stdout) as Record<string, unknown>[];
    const { openWith, openWithout, openActive, isSafe, oldest } = report ?? {};
    return { openWith, openWithout, openActive, isSafe, oldest: (oldest as { workflowId: string }[]).map(({ workflowId }) => workflowId) };
  };
  const all = { openWith: 2, openWithout: 1, openActive: 1, isSafe: false, oldest: ['recorded-while-active'] };
  await expect.poll(reported, { timeout: 60_000, interval: 500 }).toEqual(all);
  await handles['active']?.terminate();
  const rest = { openWith: 1, openWithout: 1, openActive: 0, isSafe: true, oldest: [] };
  await expect.poll(reported, { timeout: 60_000, interval: 500 }).toEqual(rest);
  await Promise.all([handles['deprecated']?.terminate(), handles['nobody']?.terminate()]);
});

test('bad input says what is wrong, and changes nothing', async () => {
  define({ state: 'active' });
  expect(await status(temporal.address, '--change', 'add-a-stpe')).toMatchObject({
    exitCode: 1,
    stderr: "There is no change 'add-a-stpe'. Did you mean 'add-a-step'?\n",
  });
  expect(await status(temporal.address, '--deployed', 'nowhere.json')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('There is no nowhere.json.'),
  });
});

test('a server without visibility is told from one where nothing runs', async () => {
  define({ state: 'active' });
  const server = await startTimeSkippingServer();
  try {
    expect(await status(server.address)).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/cannot count runs by search attributes.*\n {2}Counting needs a server with visibility/),
    });
    const environment = { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: 'default' };
    const onServer = (...words: string[]): Promise<CliRun> => runCli(words, { folder: project.folder, environment });
    const code = ['--plugin', './plugin.mjs', '--workflows', './plugin.mjs'];
    expect(await onServer('replay', ...code, '--query', "TemporalChangeVersion = 'x'")).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/does not list these runs: .*\n {2}.*replay files with --files: they need no server/),
    });
    expect(await onServer('explain', 'nobody', ...code)).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining("There is no run 'nobody' in the namespace 'default'"),
    });
    expect(await onServer('versions', 'builds', 'agents')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('knows no worker deployments; they need Temporal 1.28'),
    });
  } finally {
    await server.stop();
  }
});
