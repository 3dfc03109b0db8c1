import { TemporalServerFailed } from '../../shared/errors/temporal-server-failed.js';
import type { DevServer } from './dev-server.js';
import { waitUntilServing } from './wait-until-serving.js';

const ANSWER_TIMEOUT_MS = 10_000;

/** The server that `TEMPORAL_ADDRESS` names. It is not ours: nothing is started, created or stopped. */
export async function connectToRunningServer(address: string, wantedNamespace: string | undefined): Promise<DevServer> {
  const namespace = process.env['TEMPORAL_NAMESPACE'] || (wantedNamespace ?? 'default');
  try {
    await waitUntilServing({ address, namespace, timeoutMs: ANSWER_TIMEOUT_MS });
  } catch (error) {
    throw new TemporalServerFailed({
      problem: `The Temporal server at TEMPORAL_ADDRESS=${address} did not answer for namespace '${namespace}' within ${ANSWER_TIMEOUT_MS / 1000} s: ${String(error)}`,
      hint: 'Start that server, correct TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, or unset TEMPORAL_ADDRESS to have a server started for you.',
      cause: error,
    });
  }
  return { address, namespace, startedHere: false, stop: () => Promise.resolve() };
}
