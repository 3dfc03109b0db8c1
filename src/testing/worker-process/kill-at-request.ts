import { setTimeout } from 'node:timers/promises';
import { WorkerProcessFailed } from '../../shared/errors/worker-process-failed.js';
import type { JournaledRequest } from '../provider/journaled-request.js';
import type { ScriptedProvider } from '../provider/scripted-provider.js';
import type { KillWait, WorkerProcess } from './worker-process.js';

const TIMEOUT_MS = 60_000;

interface RequestMoment extends KillWait {
  readonly worker: WorkerProcess;
  readonly file: string;
  readonly provider: ScriptedProvider;
}

/** Kills at the arrival itself, so that no byte of an answer can have left. */
export async function killAtRequest(
  { worker, file, provider, timeoutMs = TIMEOUT_MS }: RequestMoment,
  matches: (request: JournaledRequest) => boolean = () => true,
): Promise<JournaledRequest> {
  const { promise: arrived, resolve, reject } = Promise.withResolvers<JournaledRequest>();
  const stopListening = provider.onArrival((request) => {
    try {
      if (!matches(request)) return;
    } catch (error) {
      reject(error);
      return;
    }
    stopListening();
    void worker.kill();
    resolve(request);
  });
  const settled = new AbortController();
  const late = setTimeout(timeoutMs, undefined, { signal: settled.signal });
  try {
    const request = await Promise.race([arrived, late]);
    if (request === undefined) throw tooLate(worker, file, timeoutMs);
    await worker.gone;
    return request;
  } finally {
    stopListening();
    settled.abort();
    await Promise.allSettled([late]);
  }
}

function tooLate(worker: WorkerProcess, file: string, timeoutMs: number): WorkerProcessFailed {
  const problem = `was not killed: no request that matches arrived in ${timeoutMs} ms`;
  return new WorkerProcessFailed({ file, problem, hint: 'Look at `provider.requests()`.', logTail: worker.logTail() });
}
