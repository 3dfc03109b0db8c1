import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli, type CliRun } from './run-cli.ts';

let folder: string;

beforeEach(() => {
  // Below the package, so that the user's files find it by its name.
  folder = mkdtempSync(join(import.meta.dirname, '.versions-'));
  mkdirSync(join(folder, 'src'));
  write(
    'plugin.mjs',
    `import { OncewardPlugin } from 'onceward/worker'; import { changes } from './src/changes.mjs'; export const onceward = new OncewardPlugin({ modules: [], changes });`,
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
const run = (...words: string[]): Promise<CliRun> => runCli([...words, '--plugin', './plugin.mjs'], { folder });
const check = (): Promise<CliRun> => run('versions', 'check');
const lock = (): Promise<CliRun> => run('lock');

interface Definition {
  readonly scope?: string;
  readonly state?: string;
  readonly workflows?: readonly string[];
}

function define(changes: Readonly<Record<string, Definition>>): void {
  const lines = Object.entries(changes).map(
    ([id, change]) => `  ${JSON.stringify(id)}: ${JSON.stringify({ since: '2026-11-01', scope: 'run', state: 'active', ...change })},`,
  );
  write('src/changes.mjs', `import { defineChanges } from 'onceward';\nexport const changes = defineChanges({\n${lines.join('\n')}\n});\n`);
}

/** A workflow of four lines before its uses of changes, the second of them longer than its letters are many. */
function use(...uses: readonly string[]): void {
  const head = `import { versioned as choose } from 'onceward/workflow';\n// Ünïcödé, and more than one byte a letter: 日本語\nimport { changes } from './changes.mjs';\n`;
  write('src/workflows.ts', `${head}export async function research(question: string): Promise<void> {\n${uses.join('\n')}\n}\n`);
}

const BOTH = `  await choose(changes, 'use-reranker', { before: async () => question, after: () => Promise.resolve(question) });`;

test('what is used as it is defined and recorded is fine', async () => {
  define({ 'use-reranker': {} });
  use(BOTH);
  await lock();
  expect(JSON.parse(readFileSync(join(folder, 'onceward.lock.json'), 'utf8'))).toEqual({
    version: 1,
    activities: [],
    changes: [{ id: 'use-reranker', scope: 'run', state: 'active' }],
  });
  expect(await check()).toMatchObject({
    exitCode: 0,
    stdout: '1 changes, used in 2 files as they are defined, and as in onceward.lock.json.\n',
  });
});

test.each([
  [{ 'use-reranker': {}, other: {} }, [BOTH], "src/changes.mjs:4: 'other' is active, and nothing here uses it"],
  [
    { 'use-reranker': {} },
    [BOTH.replace('use-reranker', 'use-rerankr')],
    "src/workflows.ts:5: 'use-rerankr' is used, and not defined. Did you mean 'use-reranker'?",
  ],
  [
    { 'use-reranker': {} },
    [BOTH, "  choose(changes, 'use-reranker', { after() {} } as never);"],
    "src/workflows.ts:6: 'use-reranker' is active, and has no `before`",
  ],
  [
    { 'use-reranker': {} },
    [BOTH, '  choose(changes, question, {});'],
    'src/workflows.ts:6: the id of the change is no text that stands here',
  ],
  [
    { 'use-reranker': {} },
    [BOTH, "  choose(changes, 'use-reranker', paths);"],
    "src/workflows.ts:6: 'use-reranker' has paths that do not stand here",
  ],
] as const)('with %j a file of %j is refused, with file and line', async (changes, uses, message) => {
  define(changes);
  use(...uses);
  await lock();
  const { exitCode, stdout } = await check();
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining(message)]);
  expect(stdout.trim().split('\n')).toHaveLength(message.includes('not defined') ? 2 : 1);
});

test.each([
  [{ state: 'deprecated' }, { state: 'active' }, 'goes back from deprecated to active: take a new id'],
  [{ state: 'active' }, { state: 'deprecated' }, 'goes from active to deprecated, which is not recorded: run `onceward lock`'],
  [{ scope: 'run' }, { scope: 'step' }, 'has scope step now, and runs recorded it with scope run: take a new id'],
  [{}, { workflows: ['research'] }, 'is no longer for all workflows, whose runs may have recorded it'],
  [{ workflows: ['research', 'review'] }, { workflows: ['research'] }, 'is no longer for review, whose runs may have recorded it'],
] as const)('a change that was recorded as %j and is %j now is named, with file and line', async (before, now, message) => {
  define({ 'use-reranker': before });
  await lock();
  define({ 'use-reranker': now });
  use('state' in now && now.state === 'deprecated' ? "  choose(changes, 'use-reranker', { after: () => question });" : BOTH);
  expect(await check()).toMatchObject({ exitCode: 1, stdout: `✖ src/changes.mjs:3: 'use-reranker' ${message}\n` });
});

test('a change that is removed while the lock file has it active is named where it is used, and where it is defined', async () => {
  define({ 'use-reranker': {} });
  await lock();
  define({ 'use-reranker': { state: 'removed' } });
  use(BOTH);
  const { exitCode, stdout } = await check();
  expect([exitCode, stdout.trim().split('\n')]).toEqual([
    1,
    [
      "✖ src/workflows.ts:5: 'use-reranker' is removed, and used: call the code of its new path directly",
      "✖ src/changes.mjs:3: 'use-reranker' goes from active to removed at once: make it 'deprecated' first, and deploy that",
    ],
  ]);
});

test('a change that is gone while it was active, and one that begins as deprecated, are named', async () => {
  define({ 'use-reranker': {} });
  await lock();
  define({ other: { state: 'deprecated' } });
  use("  choose(changes, 'other', { after: () => question });");
  const { stdout } = await check();
  const line = readFileSync(join(folder, 'onceward.lock.json'), 'utf8').split('\n').indexOf('      "id": "use-reranker",') + 1;
  expect(stdout).toContain(`onceward.lock.json:${line}: 'use-reranker' is gone while it was active: keep it, and make it 'deprecated'`);
  expect(line).toBeGreaterThan(1);
  expect(stdout).toContain("src/changes.mjs:3: 'other' is new, and already deprecated");
});

test('the id of a change in Temporal’s own patched is found', async () => {
  define({ 'use-reranker': {} });
  use(BOTH);
  write(
    'src/raw.js',
    "import * as temporal from '@temporalio/workflow';\n\nexport const isNew = () => temporal.patched('onceward:use-reranker');\n",
  );
  await lock();
  expect((await check()).stdout).toBe(
    "✖ src/raw.js:3: 'use-reranker' is the id of a change, given to Temporal’s own patched: use versioned\n",
  );
});

test('a file that cannot be read as code is a finding, and the others are checked all the same', async () => {
  define({ 'use-reranker': {}, other: {} });
  use(BOTH);
  write('src/broken.ts', 'export const = ;');
  await lock();
  const { stdout } = await check();
  expect(stdout).toContain('src/broken.ts:1: cannot be read: ');
  expect(stdout).toContain("'other' is active, and nothing here uses it");
});

test('bad input says what is missing, and changes nothing', async () => {
  define({ 'use-reranker': {} });
  use(BOTH);
  expect(await check()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('There is no onceward.lock.json here.') });
  await lock();
  expect(await run('versions', 'check', '--source', 'nowhere')).toMatchObject({ exitCode: 1, stderr: 'There is no folder nowhere.\n' });
  write('plugin.mjs', `import { OncewardPlugin } from 'onceward/worker'; export const onceward = new OncewardPlugin({ modules: [] });`);
  expect(await check()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('The plugin of ./plugin.mjs has no changes.') });
  expect(await runCli(['versions', 'check'], { folder })).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('needs --plugin') });
});
