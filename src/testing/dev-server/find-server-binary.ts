import { TemporalServerNotFound } from '../../shared/errors/temporal-server-not-found.js';
import type { BinaryResult } from './binary-result.js';
import { buildServerBinary } from './build-server-binary.js';
import { cachedServerPath } from './cache-folder.js';
import { downloadServerBinary } from './download-server-binary.js';
import { runProgram } from './run-program.js';

const VERSION_TIMEOUT_MS = 20_000;

/** The `temporal` program: on the PATH, in the cache, downloaded or built, in this order. Throws `TemporalServerNotFound` when none works. */
export async function findServerBinary(onProgress: (line: string) => void = () => {}): Promise<string> {
  const ways = [
    () => checkBinary('temporal', '`temporal` on the PATH'),
    () => checkBinary(cachedServerPath(), 'the cached copy'),
    () => downloadServerBinary({ environment: 'createLocal', path: cachedServerPath() }, onProgress),
    () => buildServerBinary(onProgress),
  ];
  const tried = ['TEMPORAL_ADDRESS: not set'];
  for (const way of ways) {
    const result = await way();
    if ('path' in result) return result.path;
    tried.push(result.problem);
  }
  throw new TemporalServerNotFound({ tried });
}

async function checkBinary(path: string, name: string): Promise<BinaryResult> {
  const { ok, stdout, problem } = await runProgram(path, ['--version'], { timeoutMs: VERSION_TIMEOUT_MS });
  if (!ok) return { problem: `${name}: ${problem}` };
  return stdout.startsWith('temporal version') ? { path } : { problem: `${name}: it is another program of that name` };
}
