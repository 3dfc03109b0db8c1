import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { replayPlugin } from '../fixtures/replay/replay-plugin.ts';
import { until } from '../support/until.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../fixtures/replay/${name}`, import.meta.url));
const PLUGIN = ['--plugin', pathOf('cli-plugin.ts')];
const TASK_QUEUE = 'survey';
let temporal: Temporal;
let folder: string;
const bundleOf = (code: string): string => join(folder, `${code}.js`);

beforeAll(async () => {
  [temporal, folder] = await Promise.all([openTemporal(() => undefined), mkdtemp(join(tmpdir(), 'onceward-cli-replay-'))]);
  for (const code of ['workflows', 'workflows-changed']) {
    const { code: text } = await bundleWorkflows(pathOf(`${code}.ts`), replayPlugin());
    await writeFile(bundleOf(code), text);
  }
  const { client, connection } = temporal;
  const workflowBundle = { codePath: bundleOf('workflows') };
  await withWorker({ connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [replayPlugin()] }, async () => {
    for (const names of [[], ['one'], ['one', 'two', 'three']])
      await client.workflow.execute('survey', { taskQueue: TASK_QUEUE, workflowId: `survey of ${names.length}`, args: [names] });
  });
  await client.workflow.start('collect', { taskQueue: TASK_QUEUE, workflowId: 'without a task' });
  await until('the runs are listed', async () => (await client.workflow.count()).count === 4);
});

afterAll(async () => {
  await temporal.close();
  await rm(folder, { recursive: true });
});

function cli(...words: string[]): Promise<CliRun> {
  return runCli(['replay', ...PLUGIN, ...words], { folder, environment: { TEMPORAL_ADDRESS: temporal.address } });
}

test('runs of a query are replayed, kept without prompts, and replayed again from there', async () => {
  const query = 'WorkflowType = "survey"';
  const first = await cli('--bundle', bundleOf('workflows'), '--query', query, '--sample', '2', '--out', 'kept', '--redact');
  expect(first).toMatchObject({ exitCode: 0, stderr: '', stdout: 'Replayed: 2 of 2 survey.\n' });
  const kept = await readdir(join(folder, 'kept'));
  expect(kept.map((name) => name.replace(/-\w+\.json\.gz$/, ''))).toEqual(['survey_of_0', 'survey_of_3']);
  const deepest = gunzipSync(await readFile(join(folder, 'kept', kept[1] ?? ''))).toString();
  const holds = (text: string): boolean => deepest.includes(Buffer.from(text).toString('base64'));
  expect([holds('{"name":"three"}'), holds('["one","two","three"]')]).toEqual([false, true]);

  const again = await cli('--workflows', pathOf('workflows.ts'), '--files', 'kept');
  expect(again).toMatchObject({ exitCode: 0, stderr: '', stdout: 'Replayed: 2 of 2 survey.\n' });
});

test('a change that breaks runs fails the command, with a report for CI', async () => {
  const broken = await cli('--bundle', bundleOf('workflows-changed'), '--junit', 'report.xml', '--json');
  expect(broken).toMatchObject({ exitCode: 1, stderr: '' });
  const outcomes = JSON.parse(broken.stdout) as { workflowId: string; kind: string }[];
  expect(outcomes.map(({ workflowId, kind }) => `${workflowId}: ${kind}`).sort()).toEqual([
    'survey of 0: nondeterminism',
    'survey of 1: nondeterminism',
    'survey of 3: nondeterminism',
    'without a task: nothing-to-replay',
  ]);
  expect(await readFile(join(folder, 'report.xml'), 'utf8')).toContain('tests="4" failures="4"');
});

test('what cannot be done is refused with what to do, before anything is replayed', async () => {
  const bundle = ['--bundle', bundleOf('workflows')];
  const refusals: [words: string[], exitCode: number, said: string][] = [
    [[], 2, 'onceward replay needs --workflows or --bundle.'],
    [[...bundle, '--files', 'kept', '--query', 'x'], 2, 'onceward replay takes --files, or --query with --sample and --out.'],
    [[...bundle, '--redact'], 2, '--redact needs --out.'],
    [[...bundle, '--sample', '0'], 2, "--sample is '0'; give a whole number from 1."],
    [['--bundle', 'none.js'], 1, "There is no file 'none.js'."],
    [[...bundle, '--files', 'nowhere'], 1, "There is no file or folder 'nowhere'."],
    [[...bundle, '--out', 'workflows.js/kept'], 1, "'workflows.js/kept' cannot be written: "],
    [[...bundle, '--junit', 'none/report.xml'], 1, "'none/report.xml' cannot be written: "],
    [[...bundle, '--query', 'WorkflowType = "nobody"'], 1, 'No run in the namespace'],
    [[...bundle, '--query', 'WorkflowTyp = 1'], 1, 'does not list these runs: '],
  ];
  for (const [words, exitCode, said] of refusals) {
    const run = await cli(...words);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(said);
  }
});

test('a run that is deleted after it was listed is skipped, and the others are replayed', async () => {
  const environment = { TEMPORAL_ADDRESS: temporal.address, WORKFLOW_TO_DELETE: 'survey of 0' };
  const code = ['--plugin', pathOf('deleting-plugin.ts'), '--bundle', bundleOf('workflows')];
  const query = ['--query', 'WorkflowType = "survey"', '--junit', 'skipped.xml'];
  const run = await runCli(['replay', ...code, ...query], { folder, environment });
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toBe('-  skipped  survey  survey of 0  it was deleted before its history was fetched\n\nReplayed: 2 of 2 survey.\n');
  expect(await readFile(join(folder, 'skipped.xml'), 'utf8')).toContain('tests="3" failures="0" skipped="1"');
});
