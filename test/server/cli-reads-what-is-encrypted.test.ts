import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import { expectNoSecret, readHistory } from 'onceward/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { encryptionOf } from '../support/canaries/encryption.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

const TASK_QUEUE = 'sealed-approvals';
const PLUGIN = new URL('../fixtures/agent/plugin.ts', import.meta.url).pathname;
const PROPOSED = 'what only those with the key may read';
const REASON = 'a reason of the same kind';
const FIX = /Name the file of the worker’s plugin with --plugin: its `encryption` must know every key/;

let temporal: Temporal;
let client: Client;
let stop: () => void;
let worker: Promise<void>;
let folder: string;

/** The program in a folder without a laptop's files, with the key of that number. */
function cli(words: readonly string[], key?: string): Promise<CliRun> {
  const environment = { TEMPORAL_ADDRESS: temporal.address, MODEL_URL: 'http://127.0.0.1:1/v1', KEY: key ?? '' };
  return runCli([...words, ...(key === undefined ? [] : ['--plugin', PLUGIN])], { folder, environment });
}

beforeAll(async () => {
  vi.stubEnv('KEY', '1');
  vi.stubEnv('MODEL_URL', 'http://127.0.0.1:1/v1');
  folder = mkdtempSync(join(tmpdir(), 'onceward-cli-sealed-'));
  temporal = await openTemporal();
  const { onceward } = await import('../fixtures/agent/plugin.ts');
  const workflowBundle = await bundleWorkflows(new URL('../fixtures/agent/workflows.ts', import.meta.url), onceward);
  client = new Client({ connection: temporal.client.connection, plugins: [oncewardClient(encryptionOf('1'))] });
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  stop = resolve;
  const options = { connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [onceward] };
  worker = withWorker(options, async () => {
    isReady();
    await stopped;
  });
  await ready;
  await ask('sealed');
});

afterAll(async () => {
  stop();
  await worker;
  await temporal.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

/** Starts a run, with a memo, and returns once it asks. */
async function ask(workflowId: string): Promise<void> {
  const options = { args: [PROPOSED], workflowId, taskQueue: TASK_QUEUE, memo: { note: 'encrypted, too' } };
  const handle = await client.workflow.start('approve', options);
  await handle.query('__stack_trace');
}

test('with the plugin of the worker, all that waits is listed as in a namespace without encryption', async () => {
  for (const words of [[], ['--workflow-id', 'sealed']]) {
    const { exitCode, stdout, stderr } = await cli(['approvals', 'list', '--json', ...words], '1');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      approvals: [{ workflowId: 'sealed', id: 'publish', proposed: PROPOSED }],
      silent: [],
      unreadable: [],
    });
  }
});

test('without the key, the list says which run it cannot read, why, and what to name, and is not taken for empty', async () => {
  const withoutPlugin = await cli(['approvals', 'list']);
  expect(withoutPlugin).toMatchObject({ exitCode: 1, stderr: '' });
  expect(withoutPlugin.stdout).toMatch(/^What sealed asks cannot be read here: Unknown encoding: binary\/encrypted\.\n/);
  expect(withoutPlugin.stdout).toMatch(FIX);
  const withoutKey = await cli(['approvals', 'list', '--workflow-id', 'sealed'], '0');
  expect(withoutKey).toMatchObject({ exitCode: 1, stderr: '' });
  expect(withoutKey.stdout).toMatch(/^What sealed asks cannot be read here: there is no key 'k1' here\.\n/);
  expect(withoutKey.stdout).not.toContain('Nothing waits for a person');
});

test('without the key nothing is decided, and nothing of the answer gets into the history', async () => {
  for (const key of [undefined, '0']) {
    const refused = await cli(['approvals', 'approve', 'sealed', 'publish', '--reason', REASON], key);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^What the run 'sealed' says cannot be read here: .*(binary\/encrypted|no key 'k1' here)\.\n/);
    expect(refused.stderr).toMatch(FIX);
    expect(refused.stderr).toContain('Nothing was sent.');
  }
  const { events } = await client.workflow.getHandle('sealed').fetchHistory();
  expect(events?.some(({ workflowExecutionUpdateAcceptedEventAttributes: update }) => Boolean(update))).toBe(false);
});

test('with the key an answer is taken, and its words are encrypted', async () => {
  const approved = await cli(
    ['approvals', 'edit', 'sealed', 'publish', '--value', JSON.stringify(`${PROPOSED}, edited`), '--reason', REASON],
    '1',
  );
  expect(approved).toMatchObject({ exitCode: 0, stderr: '' });
  const handle = client.workflow.getHandle('sealed');
  expect(await handle.result()).toMatchObject({ approved: true, value: `${PROPOSED}, edited`, reason: REASON });
  expectNoSecret(await readHistory(handle), [PROPOSED, REASON]);
});

test('reading a conversation with the wrong keys says so, and what to do', async () => {
  const run = await client.workflow.start('askAgent', { args: [PROPOSED], workflowId: 'asks', taskQueue: TASK_QUEUE });
  await expect.poll(async () => (await run.fetchHistory()).events?.some((event) => event.activityTaskScheduledEventAttributes)).toBe(true);
  for (const command of ['transcript', 'export']) {
    const refused = await cli([command, 'asks'], '0');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^What the run 'asks' says cannot be read here: there is no key 'k1' here\.\n/);
    expect(refused.stderr).toMatch(FIX);
  }
  await run.terminate();
});

test('doctor reads the times of encrypted runs, memos and all, also without the key', async () => {
  const { stdout } = await cli(['doctor', '--json'], '0');
  const checks = JSON.parse(stdout) as { id: string; ok: boolean; detail: string }[];
  expect(checks.find(({ id }) => id === 'timeouts')).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/^2 runs, \d+ events read/) as string,
  });
});
