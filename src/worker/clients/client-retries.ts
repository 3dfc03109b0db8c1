import type { StartWarning } from '../adapter.js';
import { objectsWithin, type ObjectWithin } from './objects-within.js';

/** A client of the usual form: it sends, and `maxRetries` says how often it sends again. */
interface RetryingClient {
  maxRetries: number;
}

/** Whether an object sends requests and has a number of retries of its own: one attempt of a step could be several requests. */
export function isRetryingClient(value: object): value is RetryingClient {
  if (!('maxRetries' in value) || typeof value.maxRetries !== 'number') return false;
  return ['request', 'callWithOptions', 'fetchWithTimeout'].some((name) => typeof Reflect.get(value, name) === 'function');
}

/**
 * Looks for clients with retries of their own in what a step is made of. For an adapter that cannot switch them off: inside an activity one
 * attempt should be one request, and Temporal is the one who tries again.
 */
export async function warningsOnRetries(target: object): Promise<readonly StartWarning[]> {
  const warnings = await Promise.all(objectsWithin(target).map(warningOn));
  return warnings.filter((warning) => warning !== undefined);
}

async function warningOn({ path, value }: ObjectWithin): Promise<StartWarning | undefined> {
  if (isRetryingClient(value)) {
    const { maxRetries } = value;
    return maxRetries > 0 ? toWarning(path, maxRetries, 'maxRetries: 0') : undefined;
  }
  const attempts = await maxAttemptsOf(value);
  return attempts > 1 ? toWarning(path, attempts - 1, 'maxAttempts: 1') : undefined;
}

/** Clients of cloud services keep `maxAttempts` in their configuration, as a number or as a function that finds it out. */
async function maxAttemptsOf(value: object): Promise<number> {
  if (!('send' in value) || !('config' in value) || typeof value.send !== 'function') return 1;
  const { maxAttempts } = (value.config ?? {}) as { maxAttempts?: unknown };
  try {
    const attempts: unknown = typeof maxAttempts === 'function' ? await maxAttempts() : maxAttempts;
    return typeof attempts === 'number' ? attempts : 1;
  } catch {
    // What it cannot find out, its first call will report.
    return 1;
  }
}

function toWarning(path: string, retries: number, option: string): StartWarning {
  const client = path === '' ? 'it' : `its ${path.slice(1)}`;
  return {
    problem: `${client} sends a failed request again by itself, up to ${retries} ${retries === 1 ? 'time' : 'times'} an attempt`,
    remedy: `Make the client with \`${option}\`: Temporal tries again.`,
  };
}
