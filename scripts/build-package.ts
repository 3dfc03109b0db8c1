import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runTool, type ToolResult } from './run-tool.ts';

const SOURCES = ['src', 'adapters', 'package.json', 'tsup.config.ts', 'tsconfig.json', 'tsconfig.build.json'];
/** Written after a complete build; outside dist, which is published. */
const STAMP = join('node_modules', '.cache', 'onceward', 'built');
const ENTRY = join('dist', 'index.js');

/** Builds dist: JavaScript with tsup, then declarations with tsc. Does nothing when dist is newer than every source. */
export async function buildPackage(): Promise<ToolResult> {
  if (isUpToDate()) return { ok: true, output: '' };
  const startedAt = new Date();
  const steps = [() => runTool('tsup', ['--silent']), () => runTool('tsc', ['-p', 'tsconfig.build.json'])];
  for (const step of steps) {
    const result = await step();
    if (!result.ok) return result;
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  // The time of the start: a source that changed during the build is newer than the stamp.
  writeFileSync(STAMP, '');
  utimesSync(STAMP, startedAt, startedAt);
  return { ok: true, output: '' };
}

function isUpToDate(): boolean {
  if (!existsSync(ENTRY) || !existsSync(STAMP)) return false;
  const builtMs = statSync(STAMP).mtimeMs;
  return SOURCES.filter((path) => existsSync(path)).every((path) => newestChange(path) < builtMs);
}

/** The latest change below `path`. Folders count too: their time changes when a file is removed. */
function newestChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}
