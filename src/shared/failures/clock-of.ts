import type { ErrorFacts } from './error-facts.js';
import type { FailureContext } from './failure-context.js';
import { parseHttpDateMs } from './http-date.js';

/** The time that stated dates are read against, in epoch milliseconds: the caller's, else the server's as its response tells it. */
export function clockOf(facts: ErrorFacts, { now }: FailureContext): number | undefined {
  const statedMs = typeof now === 'number' ? now : now?.getTime();
  if (statedMs !== undefined && Number.isFinite(statedMs)) return statedMs;
  return parseHttpDateMs(facts.header('date') ?? '');
}
