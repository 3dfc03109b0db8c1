import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type WorkflowClientInterceptor } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { oncewardClient, type ForkOptions } from 'onceward/client';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { FORK_HEADER_NAME, type ForkHeader } from '../../src/shared/contract/fork.ts';
import { openForkScene, type ForkScene } from '../fixtures/fork/fork-scene.ts';
import { outside } from '../fixtures/fork/steps.ts';
import { encryptionOf } from '../support/canaries/encryption.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

const PLUGIN = new URL('../fixtures/fork/cli-plugin.ts', import.meta.url).pathname;

let scene: ForkScene;
let folder: string;
let origin: string;

/** The program in a folder without a laptop's files, with the key of the workers or without. */
function fork(words: readonly string[], { key = '1' }: { readonly key?: string } = {}): Promise<CliRun> {
  const environment = { TEMPORAL_ADDRESS: scene.temporal.address, KEY: key };
  return runCli(['fork', ...words, ...(key === '' ? [] : ['--plugin', PLUGIN])], { folder, environment });
}

beforeAll(async () => {
  vi.stubEnv('KEY', '1');
  folder = mkdtempSync(join(tmpdir(), 'onceward-cli-fork-'));
  // Payloads are encrypted, and history is the only record.
  scene = await openForkScene({ store: 'none', ...encryptionOf('1') });
  origin = await scene.run('loop', 'tide moon');
});

afterAll(async () => {
  await scene.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

beforeEach(() => {
  Object.assign(outside, { looks: [], rows: [], isMended: true, refuses: false });
});

test('a dry run shows what would be taken and asked, and starts nothing', async () => {
  const { exitCode, stdout, stderr } = await fork([origin, '--from', '2', '--dry-run']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const lines = stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '));
  expect(lines).toContainEqual(expect.stringMatching(/^1 \| \d+ \| model\.model \| taken \| 11 in, 7 out \| ow1_\w+$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ ?\| ?\d+ \| tool\.lookUp \| taken \| ow1_\w+$/));
  expect(lines).toContainEqual(expect.stringMatching(/^2 \| \d+ \| model\.model \| anew \| /));
  expect(lines).toContainEqual(expect.stringMatching(/^FORK \| loop-\w+\/fork-\d+-\w+ would be started$/));
  expect(lines).toContain('TAKEN | 1 model call and 1 other step: 11 tokens in and 7 out not paid again');
  expect(lines).toContain('ANEW | from there on; in the original that was 2 model calls and 1 other step');
  const [, id = ''] = /(loop-\w+\/fork-\S+) would/.exec(stdout) ?? [];
  await expect(scene.runs.get(id)).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
});

test('a fork is started once, however often the command is run, and says what it is', async () => {
  const requests = scene.provider.requests().length;
  const first = await fork([origin, '--from', '3', '--reason', 'the tool is mended', '--json']);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  const { workflowId, runId, isNew } = JSON.parse(first.stdout) as { workflowId: string; runId: string; isNew: boolean };
  expect(isNew).toBe(true);
  expect(await scene.runs.result(workflowId)).toBe('So: "moon has -1 letters"');
  expect(scene.provider.requests().length - requests).toBe(1);
  const again = await fork([origin, '--from', '3']);
  expect(again.stdout).toContain('was there already');
  expect((await scene.runs.get(workflowId)).runId).toBe(runId);

  const { memo, raw } = await scene.client.workflow.getHandle(workflowId).describe();
  expect(memo?.['onceward.fork']).toMatchObject({ v: 1, workflowId: origin, step: 'model.model', reason: 'the tool is mended' });
  const title = raw.executionConfig?.userMetadata?.summary;
  expect(title?.metadata?.['encoding']?.toString()).toBe('binary/encrypted');
  expect(() => title && defaultPayloadConverter.fromPayload(title)).toThrow();
});

test('what cannot be forked is refused with what to do, and nothing is started', async () => {
  const before = await scene.client.workflow.count();
  const refusals: [words: string[], exitCode: number, said: RegExp][] = [
    [[origin], 2, /^onceward fork needs --from\.$/],
    [[origin, '--from', '0'], 2, /^--from is '0'\. Give the number of a model call, a step's key, 'event:' and a number, or 'end'\.$/],
    [[origin, '--from', '1', '--when-changed', 'keep'], 2, /^--when-changed is keep\. Write 'ask' or 'take'\.$/],
    [
      ['none', '--from', '1'],
      1,
      /^ForkRefused: The run 'none' was not forked: there is no run 'none' in the namespace 'default'\. Nothing was started\./,
    ],
  ];
  for (const [words, exitCode, said] of refusals) {
    const refused = await fork(words);
    expect({ exitCode: refused.exitCode, stdout: refused.stdout }, words.join(' ')).toEqual({ exitCode, stdout: '' });
    expect(refused.stderr.trim()).toMatch(said);
  }
  const sealed = await fork([origin, '--from', '1'], { key: '' });
  expect(sealed.exitCode).toBe(1);
  expect(sealed.stderr).toContain('Name the file of the worker’s plugin with --plugin');
  expect(await scene.client.workflow.count()).toEqual(before);
});

test.each<[what: string, options: ForkOptions, refused: object]>([
  [
    'a run id that is none',
    { from: 1, runId: 'none' },
    { kind: 'unknown-run', message: expect.stringContaining("with the run id 'none'") },
  ],
  ['a number too high', { from: 9 }, { kind: 'unknown-step', hint: expect.stringMatching(/^The last one is 3\./) }],
  ['an event of no step', { from: 'event:1' }, { kind: 'unknown-step', hint: 'The nearest is event 5, model.model.' }],
  ['a key of no step', { from: 'ow1_none' }, { kind: 'unknown-step' }],
  ['half a step', { from: '1.5' }, { code: 'InvalidOption', option: 'from' }],
  ['an event that is no number', { from: 'event:x' }, { code: 'InvalidOption', option: 'from' }],
  ['an id that is too long', { from: 1, workflowId: 'x'.repeat(1_001) }, { code: 'InvalidOption', option: 'workflowId' }],
])('%s is refused', async (_what, options, refused) => {
  await expect(scene.runs.fork(origin, options)).rejects.toMatchObject(refused);
});

test('the id of another run is refused', async () => {
  await expect(scene.runs.fork(origin, { from: 1, workflowId: origin })).rejects.toMatchObject({ code: 'ForkRefused', kind: 'id-taken' });
});

test('a run without durable calls, and a step inside of a child, are refused', async () => {
  const idle = await scene.client.workflow.start('chat', { taskQueue: 'forks', workflowId: 'idle' });
  await idle.signal('onceward.conversation.close');
  await idle.result();
  await expect(scene.runs.fork('idle', { from: 'end' })).rejects.toMatchObject({ code: 'ForkRefused', kind: 'no-steps' });
  const parent = await scene.run('lookThenChild', 'tide');
  const { events } = await scene.client.workflow.getHandle(parent).fetchHistory();
  const [child = ''] = (events ?? []).flatMap(
    (event) => event.childWorkflowExecutionStartedEventAttributes?.workflowExecution?.workflowId ?? [],
  );
  const [key = ''] = await scene.keysOf(child, 'function.look');
  await expect(scene.runs.fork(parent, { from: key })).rejects.toMatchObject({ code: 'ForkRefused', kind: 'in-child' });
  // By itself it can be forked.
  expect(await scene.fork(child, { from: key })).toMatchObject({ looks: ['tide'], rows: [] });
});

test('a fork whose origin is gone fails, and pays nothing', async () => {
  const requests = scene.provider.requests().length;
  const header: ForkHeader = { v: 1, workflowId: origin, runId: '0198c3f0-7c1a-7d2e-9a44-3c5d6e7f8091', before: 20 };
  const asFork: WorkflowClientInterceptor = {
    startWithDetails: (input, next) =>
      next({ ...input, headers: { ...input.headers, [FORK_HEADER_NAME]: defaultPayloadConverter.toPayload(header) } }),
  };
  const { connection } = scene.client;
  const client = new Client({ connection, plugins: [oncewardClient(encryptionOf('1'))], interceptors: { workflow: [asFork] } });
  const lost = client.workflow.execute('loop', { taskQueue: 'forks', workflowId: 'lost', args: ['tide'] });
  await expect(lost).rejects.toMatchObject({ cause: { cause: { type: 'OriginLost' } } });
  expect(scene.provider.requests().length).toBe(requests);
});
