import { TemporalServerFailed } from '../../shared/errors/temporal-server-failed.js';
import type { DevServer, DevServerOptions } from './dev-server.js';
import { LOOPBACK } from './free-port.js';
import { toServerArguments } from './server-arguments.js';
import { chooseServerPorts } from './server-ports.js';
import { startServerProcess } from './server-process.js';
import { waitUntilServing } from './wait-until-serving.js';

const START_TIMEOUT_MS = 30_000;
const MAX_STARTS = 3;

/** Starts a server from `binary` and waits until it answers. */
export async function launchServer(binary: string, options: DevServerOptions): Promise<DevServer> {
  for (let start = 1; ; start += 1) {
    try {
      return await launchOnce(binary, options);
    } catch (error) {
      // Between choosing free ports (ours, and those the server picks for itself) and listening, another process can take one.
      const lostPort = TemporalServerFailed.isInstance(error) && /address already in use/i.test(error.logTail ?? '');
      if (!lostPort || start === MAX_STARTS) throw error;
    }
  }
}

async function launchOnce(binary: string, options: DevServerOptions): Promise<DevServer> {
  const { namespace = 'default', logFile } = options;
  const ports = await chooseServerPorts(options);
  const address = `${LOOPBACK}:${ports.grpc}`;
  const server = await startServerProcess(binary, toServerArguments(options, ports), logFile);
  try {
    await waitUntilServing({ address, namespace, timeoutMs: START_TIMEOUT_MS, signal: server.ended });
    server.ended.throwIfAborted();
  } catch (error) {
    const failure = toStartFailure({ address, error, ended: server.ended, logTail: server.logTail() });
    await server.stop();
    throw failure;
  }
  const uiUrl = ports.ui === undefined ? undefined : `http://${LOOPBACK}:${ports.ui}`;
  return { address, namespace, startedHere: true, pid: server.pid, stop: () => server.stop(), ...(uiUrl && { uiUrl }) };
}

function toStartFailure({
  address,
  error,
  ended,
  logTail,
}: {
  readonly address: string;
  readonly error: unknown;
  readonly ended: AbortSignal;
  readonly logTail: string;
}): TemporalServerFailed {
  const what = ended.aborted ? (ended.reason as Error).message : `it did not answer within ${START_TIMEOUT_MS / 1000} s`;
  return new TemporalServerFailed({
    problem: `The Temporal server for ${address} did not start: ${what}`,
    hint: 'Read the log above. A database file can be used by one server at a time, and only by the server version that wrote it or a newer one.',
    logTail,
    cause: error,
  });
}
