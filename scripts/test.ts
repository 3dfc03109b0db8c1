/**
 * `npm test [-- <vitest arguments>]`: builds, gets the server programs, runs the tests, and ends with the line `N passed, N failed`
 * (and `, N skipped` when any were). Fails when a test failed, when none ran, and when vitest itself failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from './build-package.ts';
import { countTests, toClosingLine } from './test-counts.ts';

function runNode(nodeArguments: readonly string[]): number {
  return spawnSync(process.execPath, nodeArguments, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

function runTests(vitestArguments: readonly string[]): void {
  if (runNode(['--import', 'tsx', 'scripts/prepare-server.ts', ...vitestArguments]) !== 0) {
    console.error('A server is missing: the tests that need it will fail.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'onceward-test-run-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...vitestArguments]);
  const counts = countTests(report);
  rmSync(folder, { recursive: true, force: true });
  if (counts.passed + counts.failed === 0) console.error('No test ran.');
  // An error outside every test, for example one thrown after its test had ended.
  const failedOutside = exitCode !== 0 && counts.failed === 0 && counts.passed > 0;
  if (failedOutside) console.error(`vitest failed (exit code ${exitCode}) although no test did, see above; counted as one failed.`);
  process.exitCode = exitCode !== 0 || counts.failed > 0 || counts.passed === 0 ? 1 : 0;
  console.log(`\n${toClosingLine({ ...counts, failed: failedOutside ? 1 : counts.failed })}`);
}

const build = await buildPackage();
if (build.ok) {
  runTests(process.argv.slice(2));
} else {
  console.error(`The build failed, so no test ran:\n${build.output}`);
  process.exitCode = 1;
  console.log(`\n${toClosingLine({ passed: 0, failed: 1, skipped: 0 })}`);
}
