import type { StartWarning } from '../../../src/worker/adapter.js';
import { isRetryingClient, warningsOnRetries } from '../../../src/worker/clients/client-retries.js';
import { objectsWithin } from '../../../src/worker/clients/objects-within.js';

/**
 * Switches LangChain's own retries off in everything a model, retriever or chain is made of, and those of a client that it was given: inside an
 * activity one attempt is one request, and Temporal is the one who tries again. A class may keep several callers, and `bindTools` may make a new
 * model, so the whole object is looked through.
 */
export function withoutRetries<Target extends object>(target: Target): Target {
  // A frozen client stays as it is; the worker has warned of it.
  for (const { value } of objectsWithin(target)) if (isRetryingClient(value)) Reflect.set(value, 'maxRetries', 0);
  return target;
}

/** What sends again in spite of that. */
export function remainingRetries(target: object): Promise<readonly StartWarning[]> {
  return warningsOnRetries(withoutRetries(target));
}
