import { TemporalServerFailed } from '../../shared/errors/temporal-server-failed.js';
import { startServerProcess, type ServerProcess, type ServerProcessOptions } from './server-process.js';
import { waitUntilServing } from './wait-until-serving.js';

const START_TIMEOUT_MS = 30_000;
const MAX_STARTS = 3;

export interface ServerProgram extends ServerProcessOptions {
  readonly file: string;
  readonly commandLine: readonly string[];
  readonly address: string;
  readonly namespace: string;
  /** What to do when it does not start. */
  readonly hint: string;
}

/** Starts a server program and waits until it answers; ends it, and throws `TemporalServerFailed`, when it does not within 30 seconds. */
export async function launchProgram({ file, commandLine, address, namespace, hint, ...options }: ServerProgram): Promise<ServerProcess> {
  const server = await startServerProcess(file, commandLine, options);
  try {
    await waitUntilServing({ address, namespace, timeoutMs: START_TIMEOUT_MS, signal: server.ended });
    server.ended.throwIfAborted();
    return server;
  } catch (error) {
    const logTail = server.logTail();
    const what = server.ended.aborted ? (server.ended.reason as Error).message : `it did not answer within ${START_TIMEOUT_MS / 1000} s`;
    await server.stop();
    throw new TemporalServerFailed({ problem: `The Temporal server for ${address} did not start: ${what}`, hint, logTail, cause: error });
  }
}

/** Launches again, up to three times: between choosing free ports (ours, and those a server picks for itself) and listening, another process can take one. */
export async function launchOnFreePort<Launched>(launch: () => Promise<Launched>): Promise<Launched> {
  for (let start = 1; ; start += 1) {
    try {
      return await launch();
    } catch (error) {
      const lostPort = TemporalServerFailed.isInstance(error) && /address already in use/i.test(error.logTail ?? '');
      if (!lostPort || start === MAX_STARTS) throw error;
    }
  }
}
