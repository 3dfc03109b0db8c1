import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BinaryResult } from './binary-result.js';
import { binaryCacheFolder } from './cache-folder.js';
import { withFolderLock } from './folder-lock.js';
import { runProgram } from './run-program.js';

export interface GoProgram {
  /** How progress names it: 'the Temporal server'. */
  readonly title: string;
  /** The package to install, with its version. */
  readonly module: string;
  /** Where the program goes, inside the cache folder. Its name is the one that Go gives it. */
  readonly path: string;
  readonly minutes: string;
}

const PROGRESS_INTERVAL_MS = 10_000;

/** Builds a program with Go into the cache: once, also when several processes ask at the same time. */
export async function buildGoProgram(program: GoProgram, onProgress: (line: string) => void): Promise<BinaryResult> {
  const go = await runProgram('go', ['version']);
  if (!go.ok) return { problem: `build with Go: \`go version\`: ${go.problem}` };
  return withFolderLock(join(binaryCacheFolder(), `.build-lock-${basename(program.path)}`), () => {
    // Another process may have built it while this one waited for the lock.
    if (existsSync(program.path)) return Promise.resolve({ path: program.path });
    onProgress(`Building ${program.title} once with Go (${program.module}); this takes about ${program.minutes} minutes …`);
    return withElapsedTime(program.title, onProgress, () => goInstall(program));
  });
}

async function goInstall({ module, path }: GoProgram): Promise<BinaryResult> {
  const folder = mkdtempSync(join(binaryCacheFolder(), '.build-'));
  try {
    const environment = { ...process.env, GOBIN: folder };
    const build = await runProgram('go', ['install', '-ldflags=-s -w', module], { environment });
    if (!build.ok) return { problem: `build with Go: ${build.problem}` };
    mkdirSync(dirname(path), { recursive: true });
    // A rename is all or nothing: nobody ever starts half a program.
    renameSync(join(folder, basename(path)), path);
    return { path };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withElapsedTime<T>(title: string, onProgress: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const elapsedSeconds = (): number => Math.round((performance.now() - startedMs) / 1000);
  const ticker = setInterval(() => onProgress(`… still building ${title}, ${elapsedSeconds()} s`), PROGRESS_INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(ticker);
  }
}
