import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BinaryResult } from './binary-result.js';
import { binaryCacheFolder } from './cache-folder.js';
import { runProgram } from './run-program.js';

const DOWNLOAD_TIMEOUT_MS = 60_000;
const WAY = 'download by the Temporal SDK';

/** The SDK downloads only as part of starting an environment, so one is started and ended; the program stays in `downloadDir`. */
const START_AND_END = `
const [sdk, environment, downloadDir] = process.argv.slice(1);
const { TestWorkflowEnvironment } = require(sdk);
TestWorkflowEnvironment[environment]({ server: { executable: { type: 'cached-download', downloadDir } } })
  .then((environment) => environment.teardown())
  .catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

export interface ServerDownload {
  /** The SDK's method whose environment needs this server. */
  readonly environment: 'createLocal' | 'createTimeSkipping';
  /** Where the program is put. */
  readonly path: string;
}

/** Has the Temporal SDK download one of its server programs and puts it into the cache. */
export async function downloadServerBinary(
  { environment, path }: ServerDownload,
  onProgress: (line: string) => void,
): Promise<BinaryResult> {
  const sdk = resolveTestingSdk();
  if (sdk === undefined) return { problem: `${WAY}: @temporalio/testing is not installed` };
  onProgress('No such Temporal server on this machine yet: downloading one …');
  mkdirSync(binaryCacheFolder(), { recursive: true });
  const folder = mkdtempSync(join(binaryCacheFolder(), '.download-'));
  try {
    // In a process of its own: the SDK's runtime is one per process and belongs to the caller, and only a process can be given a time limit.
    const result = await runProgram(process.execPath, ['--eval', START_AND_END, sdk, environment, folder], {
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
    });
    if (!result.ok) return { problem: `${WAY}: ${result.problem}` };
    const file = readdirSync(folder).find((name) => name.startsWith('temporal'));
    if (file === undefined) return { problem: `${WAY}: it left no program` };
    renameSync(join(folder, file), path);
    return { path };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function resolveTestingSdk(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@temporalio/testing');
  } catch {
    return undefined;
  }
}
