/** `npm run verify`: everything but the tests. One line a check, and the output of those that fail. */
import { readFileSync } from 'node:fs';
import { buildPackage } from './build-package.ts';
import { missingPlatformEntries, type Lockfile } from './missing-platform-entries.ts';
import { runTool, type ToolResult } from './run-tool.ts';

interface Check {
  readonly name: string;
  readonly run: () => Promise<ToolResult>;
}

function checkLockfile(): Promise<ToolResult> {
  const names = Object.keys(missingPlatformEntries(JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile));
  const output = `package-lock.json lacks ${names.join(', ')}; run node scripts/with-node.mjs scripts/complete-lockfile.ts`;
  return Promise.resolve({ ok: names.length === 0, output });
}

const CHECKS: readonly Check[] = [
  { name: 'format', run: () => runTool('oxfmt', ['--check', '.']) },
  { name: 'lint', run: () => runTool('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'types', run: () => runTool('tsc', ['-p', '.']) },
  { name: 'types in the workflow sandbox', run: () => runTool('tsc', ['-p', 'tsconfig.workflow.json']) },
  { name: 'unused files, exports and dependencies', run: () => runTool('knip', []) },
  { name: 'lock file', run: checkLockfile },
  { name: 'build', run: buildPackage },
  { name: 'package', run: () => runTool('publint', ['--strict']) },
  { name: 'types of the package', run: () => runTool('attw', ['--pack', '.', '--profile', 'esm-only', '--no-emoji']) },
];

for (const { name, run } of CHECKS) {
  const startedMs = performance.now();
  const { ok, output } = await run();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (ok) continue;
  process.exitCode = 1;
  console.log(output.replaceAll(/^/gm, '    '));
}
