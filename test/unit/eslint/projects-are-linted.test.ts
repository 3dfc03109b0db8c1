import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import onceward from 'onceward/eslint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryProject } from '../../fixtures/harness/temporary-project.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const FIXTURE = join(REPOSITORY, 'test/fixtures/eslint');
const WORKFLOWS = 'src/workflows';
const RULES = Object.keys(onceward.rules).toSorted();

/** A user's project, elsewhere on the disk. Its files say in comments what the linter is to report of a line: without types, and with them. */
const project = temporaryProject(['onceward', '@temporalio', 'eslint', 'oxlint']);

beforeAll(() => {
  for (const file of ['src', 'eslint.config.js', 'eslint.untyped.config.js', 'tsconfig.json'])
    cpSync(join(FIXTURE, file), join(project.folder, file), { recursive: true });
  for (const name of ['typescript', 'typescript-eslint']) project.link(`node_modules/${name}`, join(FIXTURE, 'node_modules', name));
});

afterAll(() => project.remove());

function expected(mode: 'untyped' | 'typed'): readonly string[] {
  return readdirSync(join(project.folder, WORKFLOWS)).flatMap((file) => {
    const lines = readFileSync(join(project.folder, WORKFLOWS, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      const [untyped, typed = untyped] = (/\/\/ reports (.*)/.exec(line)?.[1] ?? '').split(' | ');
      const rules = (mode === 'typed' ? typed : untyped)?.split(', ').filter((rule) => rule !== '') ?? [];
      return rules.map((rule) => `${WORKFLOWS}/${file}:${index + 1} ${rule.includes('/') ? rule : `onceward/${rule}`}`);
    });
  });
}

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly line: number; readonly severity: number; readonly message: string }[];
}

function lint(...words: string[]): { readonly exitCode: number | null; readonly reports: readonly Linted[] } {
  const program = join(REPOSITORY, 'node_modules/eslint/bin/eslint.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '-f', 'json', ...words, 'src'], {
    cwd: project.folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return { exitCode: status, reports: JSON.parse(stdout) as Linted[] };
}

function found(reports: readonly Linted[]): readonly string[] {
  return reports.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line }) => `${relative(project.folder, filePath).replaceAll('\\', '/')}:${line} ${ruleId}`),
  );
}

test('what is wrong in workflow files is reported once, line by line, and nothing of what is right, nor of files that are no workflows', () => {
  const { exitCode, reports } = lint('--config', 'eslint.untyped.config.js');
  expect(found(reports).toSorted()).toEqual(expected('untyped').toSorted());
  expect(exitCode).toBe(1);
});

test('with types the same, by the rules that know types where there are such', () => {
  const { exitCode, reports } = lint();
  expect(found(reports).toSorted()).toEqual(expected('typed').toSorted());
  expect(exitCode).toBe(1);
});

test('each rule has a part of the page, and its configuration', () => {
  const page = readFileSync(join(REPOSITORY, 'docs/eslint.md'), 'utf8');
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  expect(headings.toSorted()).toEqual(RULES);
  for (const { rules = {} } of Object.values(onceward.configs)) {
    expect(Object.keys(rules).filter((name) => name.startsWith('onceward/'))).toEqual(RULES.map((name) => `onceward/${name}`));
  }
});

test('oxlint takes the same rules', () => {
  project.write(
    '.oxlintrc.json',
    JSON.stringify({
      plugins: [],
      categories: { correctness: 'off' },
      jsPlugins: ['onceward/eslint'],
      overrides: [{ files: [`${WORKFLOWS}/**`], rules: Object.fromEntries(RULES.map((name) => [`onceward/${name}`, 'error'])) }],
    }),
  );
  const program = join(REPOSITORY, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [program, '-f', 'json', 'src'], { cwd: project.folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { code: string; filename: string; labels: readonly { span: { line: number } }[] }[];
  };
  const reports = diagnostics.map(({ code, filename, labels }) => `${filename}:${labels[0]?.span.line} ${code.replace(/\((.*)\)/, '/$1')}`);
  // Its plugins cannot read the syntax of another file, such as the one that defines the changes.
  const ofOtherFiles = expected('untyped')
    .filter((report) => report.endsWith('no-unknown-changes'))
    .slice(1);
  expect(ofOtherFiles.length).toBe(2);
  expect(reports.toSorted()).toEqual(
    expected('untyped')
      .filter((report) => !ofOtherFiles.includes(report))
      .toSorted(),
  );
});
