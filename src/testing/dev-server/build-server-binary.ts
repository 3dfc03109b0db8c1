import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BinaryResult } from './binary-result.js';
import { binaryCacheFolder, cachedServerPath, SERVER_FILE_NAME } from './cache-folder.js';
import { withFolderLock } from './folder-lock.js';
import { runProgram } from './run-program.js';

/** The newest version whose module can be built straight from the Go module proxy. */
const SERVER_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const PROGRESS_INTERVAL_MS = 10_000;

/** Builds the server program with Go into the cache: once, also when several processes ask at the same time. */
export async function buildServerBinary(onProgress: (line: string) => void): Promise<BinaryResult> {
  const go = await runProgram('go', ['version']);
  if (!go.ok) return { problem: `build with Go: \`go version\`: ${go.problem}` };
  return withFolderLock(join(binaryCacheFolder(), '.build-lock'), () => {
    // Another process may have built it while this one waited for the lock.
    if (existsSync(cachedServerPath())) return Promise.resolve({ path: cachedServerPath() });
    onProgress(`Building the Temporal server once with Go (${SERVER_MODULE}); this takes about 3½ minutes …`);
    return withElapsedTime(onProgress, goInstall);
  });
}

async function goInstall(): Promise<BinaryResult> {
  const folder = mkdtempSync(join(binaryCacheFolder(), '.build-'));
  try {
    const environment = { ...process.env, GOBIN: folder };
    const build = await runProgram('go', ['install', '-ldflags=-s -w', SERVER_MODULE], { environment });
    if (!build.ok) return { problem: `build with Go: ${build.problem}` };
    // A rename is all or nothing: nobody ever starts half a program.
    renameSync(join(folder, SERVER_FILE_NAME), cachedServerPath());
    return { path: cachedServerPath() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withElapsedTime<T>(onProgress: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const elapsedSeconds = (): number => Math.round((performance.now() - startedMs) / 1000);
  const ticker = setInterval(() => onProgress(`… still building the Temporal server, ${elapsedSeconds()} s`), PROGRESS_INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(ticker);
  }
}
