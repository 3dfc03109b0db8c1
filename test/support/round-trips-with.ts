import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packPackage } from '../fixtures/harness/packed-package.ts';
import { runProgram } from '../fixtures/harness/run-program.ts';
import { temporaryProject } from '../fixtures/harness/temporary-project.ts';

const TESTS = resolve(import.meta.dirname, '..');
const NEEDED = ['@temporalio/worker', '@temporalio/client', '@temporalio/workflow', 'zod'];

/** What the calls of a framework need, and the package whose version is told. */
const FRAMEWORKS = {
  'ai-sdk': { fixtures: ['fixtures/round-trip'], main: 'ai' },
  langchain: { fixtures: ['fixtures/round-trip', 'fixtures/langchain-round-trip'], main: 'langchain' },
};

/** What came of the calls of plain code and of workflows, compared. */
export interface ComparedCalls {
  /** The version of the framework that was installed. */
  readonly version: string;
  readonly calls: number;
  readonly different: readonly string[];
}

/** Compares all calls in a project of its own, in which the package is installed as it would be published, with these packages. */
export async function roundTripsWith(framework: keyof typeof FRAMEWORKS, packages: readonly string[]): Promise<ComparedCalls> {
  const { fixtures, main } = FRAMEWORKS[framework];
  const { folder, remove } = temporaryProject([]);
  try {
    const tarball = await packPackage(folder);
    await runProgram('npm', ['install', '--no-audit', '--no-fund', tarball, ...NEEDED, ...packages], { cwd: folder });
    for (const path of [...fixtures, 'support/round-trip-scene.ts', 'support/without-place-titles.ts'])
      cpSync(join(TESTS, path), join(folder, path), { recursive: true });
    const output = await runProgram(process.execPath, ['fixtures/round-trip/run-all.ts', framework], { cwd: folder });
    const [, outcome = '{}'] = /^outcome: (.*)$/m.exec(output) ?? [];
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', main, 'package.json'), 'utf8')) as { version: string };
    return { version, ...(JSON.parse(outcome) as Omit<ComparedCalls, 'version'>) };
  } finally {
    remove();
  }
}
