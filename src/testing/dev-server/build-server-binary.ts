import type { BinaryResult } from './binary-result.js';
import { buildGoProgram } from './build-go-program.js';
import { cachedServerPath } from './cache-folder.js';

/** The newest version whose module can be built straight from the Go module proxy. */
const SERVER_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** Builds the server program with Go into the cache. */
export async function buildServerBinary(onProgress: (line: string) => void): Promise<BinaryResult> {
  const program = { title: 'the Temporal server', module: SERVER_MODULE, path: cachedServerPath(), minutes: '3½' };
  return buildGoProgram(program, onProgress);
}
