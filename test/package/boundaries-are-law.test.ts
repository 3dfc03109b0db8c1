import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const REPOSITORY = resolve(import.meta.dirname, '../..');

/** Where a line lives, and what it may not import there. The names of the worlds are the folders of the design. */
const FORBIDDEN: Record<string, readonly string[]> = {
  'src/shared/x/probe.ts': [
    'node:fs',
    '@temporalio/common',
    '@temporalio/workflow',
    'ai',
    '@ai-sdk/provider',
    '@langchain/core',
    '@aws-sdk/client-s3',
    '../../workflow/probe.js',
    '../../worker/probe.js',
    '../../client/probe.js',
    '../../payloads/probe.js',
    '../../testing/probe.js',
    '../../cli/probe.js',
    '../../../adapters/ai-sdk/worker.js',
  ],
  'src/workflow/x/probe.ts': [
    'node:fs',
    '@temporalio/worker',
    '@temporalio/client',
    '@temporalio/activity',
    'ai',
    '@langchain/core',
    '../../worker/probe.js',
    '../../client/probe.js',
    '../../payloads/probe.js',
    '../../testing/probe.js',
    '../../cli/probe.js',
    '../../../adapters/ai-sdk/workflow.js',
  ],
  'src/worker/x/probe.ts': [
    '@temporalio/client',
    'ai',
    '@langchain/core',
    '@aws-sdk/client-s3',
    '../../workflow/probe.js',
    '../../client/probe.js',
    '../../testing/probe.js',
    '../../cli/probe.js',
    '../../../adapters/ai-sdk/worker.js',
  ],
  'src/payloads/x/probe.ts': [
    'node:fs',
    '@temporalio/client',
    '@temporalio/worker',
    'ai',
    '@langchain/core',
    '../../workflow/probe.js',
    '../../worker/probe.js',
    '../../client/probe.js',
    '../../testing/probe.js',
    '../../cli/probe.js',
    '../../../adapters/ai-sdk/worker.js',
  ],
  'src/tokens/x/probe.ts': [
    'node:crypto',
    '@temporalio/common',
    '../../workflow/probe.js',
    '../../worker/probe.js',
    '../../client/probe.js',
  ],
  'src/eslint/x/probe.ts': ['@temporalio/workflow', '@temporalio/worker', 'ai', '../../workflow/probe.js', '../../worker/probe.js'],
  'src/client/x/probe.ts': [
    'node:fs',
    '@temporalio/worker',
    '@temporalio/workflow',
    'ai',
    '@langchain/core',
    '../../workflow/probe.js',
    '../../worker/probe.js',
    '../../testing/probe.js',
    '../../cli/probe.js',
    '../../../adapters/ai-sdk/worker.js',
  ],
  'src/testing/x/probe.ts': ['ai', '@langchain/core', '../../cli/probe.js', '../../../adapters/ai-sdk/worker.js'],
  'src/cli/x/probe.ts': ['../../worker/probe.js', '../../shared/probe.js', '../../testing/probe.js', '../../../adapters/ai-sdk/worker.js'],
  'adapters/ai-sdk/workflow/probe.ts': [
    'node:fs',
    '@temporalio/worker',
    '../../../src/worker/probe.js',
    '../../../src/client/probe.js',
    '../worker/probe.js',
    '../../langchain/workflow.js',
  ],
  'adapters/ai-sdk/worker/probe.ts': [
    '../../../src/workflow/probe.js',
    '../../../src/client/probe.js',
    '../workflow/probe.js',
    '../../langchain/worker.js',
    '../../../src/cli/probe.js',
  ],
  'adapters/stores/probe.ts': ['../../src/workflow/probe.js', '../../src/client/probe.js', '../ai-sdk/worker.js'],
  'examples/agent/probe.ts': ['../../src/worker/probe.js', '../../src/shared/probe.js', '../../adapters/ai-sdk/worker.js'],
};

/** What each world needs, so that the rules do not forbid everything. */
const ALLOWED: Record<string, readonly string[]> = {
  'src/shared/x/allowed.ts': ['@standard-schema/spec', '../contract/json.js'],
  'src/workflow/x/allowed.ts': ['@temporalio/workflow', '@temporalio/common', '../../shared/contract/json.js'],
  'src/worker/x/allowed.ts': [
    'node:fs',
    '@temporalio/worker',
    '@temporalio/activity',
    '@temporalio/plugin',
    '../../shared/contract/json.js',
  ],
  'src/payloads/x/allowed.ts': ['@temporalio/common', '../../shared/contract/json.js'],
  'src/tokens/x/allowed.ts': ['../../shared/contract/json.js'],
  'src/client/x/allowed.ts': [
    '@temporalio/client',
    '@temporalio/common',
    '../../payloads/payload-options.js',
    '../../shared/contract/json.js',
  ],
  'src/eslint/x/allowed.ts': ['node:fs', 'eslint', '../../shared/contract/json.js'],
  'src/testing/x/allowed.ts': ['node:fs', '@temporalio/client', '../../worker/adapter.js', '../../shared/contract/json.js'],
  'src/cli/x/allowed.ts': ['node:fs', 'onceward', 'onceward/worker'],
  'adapters/ai-sdk/workflow/allowed.ts': [
    'ai',
    '@temporalio/workflow',
    '../shared/codec.js',
    '../../../src/workflow/probe.js',
    '../../../src/shared/a.js',
  ],
  'adapters/ai-sdk/worker/allowed.ts': [
    'ai',
    'node:fs',
    '../shared/codec.js',
    '../../../src/worker/adapter.js',
    '../../../src/shared/a.js',
  ],
  'examples/agent/allowed.ts': ['ai', 'node:fs', 'onceward', 'onceward/worker', 'onceward/ai-sdk/worker'],
};

/** Globals that exist in Node and not, or not deterministically, in the sandbox. */
const FORBIDDEN_GLOBALS: Record<string, readonly string[]> = {
  'src/shared/x/globals.ts': ['Date', 'process', 'Buffer', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'performance'],
  'src/workflow/x/globals.ts': ['process', 'Buffer', 'fetch', 'setInterval', 'crypto', 'performance'],
};

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

let folder: string;
let diagnostics: readonly Diagnostic[];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'onceward-boundaries-')));
  const configuration = JSON.parse(readFileSync(join(REPOSITORY, '.oxlintrc.json'), 'utf8')) as { options: object };
  // Imports and globals need no types, and the probes import files that do not exist.
  write('.oxlintrc.json', JSON.stringify({ ...configuration, options: {} }));
  for (const [file, requests] of [...Object.entries(FORBIDDEN), ...Object.entries(ALLOWED)]) {
    write(file, requests.map((request, index) => `import { a as a${index} } from '${request}';`).join('\n'));
  }
  for (const [file, names] of Object.entries(FORBIDDEN_GLOBALS)) {
    write(file, names.map((name, index) => `export const used${index}: unknown = ${name};`).join('\n'));
  }
  const program = join(REPOSITORY, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [program, '-f', 'json', '.'], { cwd: folder, encoding: 'utf8' });
  ({ diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\n`);
}

function linesRefused(rule: RegExp, file: string): ReadonlySet<number> {
  const own = diagnostics.filter(({ code, filename }) => rule.test(code) && resolve(folder, filename) === join(folder, file));
  return new Set(own.flatMap(({ labels }) => labels.map(({ span }) => span.line)));
}

describe('the lint refuses an import over a boundary', () => {
  const cases = Object.entries(FORBIDDEN).flatMap(([file, requests]) =>
    requests.map((request, index) => ({ file, request, line: index + 1 })),
  );

  test.for(cases)('$file → $request', ({ file, line }) => {
    expect([...linesRefused(/no-restricted-imports/, file)]).toContain(line);
  });

  test.for(Object.entries(ALLOWED))('but not what %s needs', ([file]) => {
    expect([...linesRefused(/no-restricted-imports/, file)]).toEqual([]);
  });
});

test.for(Object.entries(FORBIDDEN_GLOBALS))('the lint refuses the globals of Node in %s', ([file, names]) => {
  expect(linesRefused(/no-restricted-globals/, file).size).toBe(names.length);
});

describe('the types of the workflow side', () => {
  /** What the compiler says about a file on the workflow side, with its own configuration and nothing of Node. */
  function compile(source: string, name: string): string {
    const project = join(folder, name);
    for (const part of ['tsconfig.json', 'tsconfig.workflow.json'])
      cpSync(join(REPOSITORY, part), join(project, part), { recursive: true });
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
    symlinkSync(join(REPOSITORY, 'node_modules'), join(project, 'node_modules'), 'junction');
    mkdirSync(join(project, 'src/workflow'), { recursive: true });
    writeFileSync(join(project, 'src/workflow/probe.ts'), source);
    const program = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [program, '-p', 'tsconfig.workflow.json'], { cwd: project, encoding: 'utf8' });
    return stdout;
  }

  test.for(['process.env', 'Buffer.from("a")', 'fetch("https://example.com")', 'document.title', 'require("fs")'])(
    'do not know %s',
    (expression) => {
      const name = expression.split(/[.(]/)[0] ?? '';
      expect(compile(`export const used: unknown = ${expression};\n`, `types-${name}`)).toMatch(new RegExp(`Cannot find name '${name}'`));
    },
  );

  test('know nothing of Node modules', () => {
    expect(compile(`import { readFileSync } from 'node:fs';\nexport const used: unknown = readFileSync;\n`, 'types-node')).toMatch(
      /error TS/,
    );
  });

  test('and are content with code of the workflow', () => {
    expect(
      compile(`import { sleep } from '@temporalio/workflow';\nexport const used = (): Promise<void> => sleep(1);\n`, 'types-fine'),
    ).toBe('');
  });
});
