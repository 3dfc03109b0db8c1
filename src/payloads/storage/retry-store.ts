import { OncewardError } from '../../shared/errors/onceward-error.js';
import { StoreUnavailable } from '../../shared/errors/store-unavailable.js';

/** In all about six seconds: shorter than a workflow task and a heartbeat timeout, long enough for a store that fails over. */
const WAITS_MS = [100, 300, 1_000, 2_000, 3_000];

/** Tries a store again that is away for a moment. What will not pass by itself, such as wrong credentials, is not tried again. */
export async function retryStore<Value>(signal: AbortSignal | undefined, use: () => Promise<Value>): Promise<Value> {
  for (const waitMs of WAITS_MS) {
    try {
      return await use();
    } catch (error) {
      if (signal?.aborted === true || !mayPass(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return use();
}

function mayPass(error: unknown): boolean {
  return StoreUnavailable.isInstance(error) ? error.retryable : !OncewardError.isInstance(error);
}
