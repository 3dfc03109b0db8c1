import type { ErrorLayer } from '../error-facts.js';
import { categoryOfFailureType } from '../failure-type.js';
import { parseDurationMs } from '../duration.js';
import { readProperty, readString } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const ABORTED: Verdict = { category: 'aborted', retryable: false };

/** Temporal's own failures, also as a cause, have been judged already: they keep what they say. */
export const temporalFailure: Rule = (facts) => {
  for (const layer of facts.layers) {
    const verdict = judge(layer);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
};

function judge(layer: ErrorLayer): Verdict | undefined {
  if (isFailure(layer, 'CancelledFailure') || isFailure(layer, 'TerminatedFailure') || isFailure(layer, 'CompleteAsyncError'))
    return ABORTED;
  if (isFailure(layer, 'ApplicationFailure')) return judgeApplicationFailure(layer.error);
  if (isFailure(layer, 'TimeoutFailure')) return { category: 'timeout', retryable: true, outcomeUnknown: true };
  if (isFailure(layer, 'ServerFailure')) return { category: 'server_error', retryable: readProperty(layer.error, 'nonRetryable') !== true };
  return undefined;
}

function judgeApplicationFailure(failure: unknown): Verdict {
  const retryable = readProperty(failure, 'nonRetryable') !== true;
  const category = categoryOfFailureType(readString(failure, 'type') ?? '') ?? 'unknown';
  const delay = readProperty(failure, 'nextRetryDelay');
  const retryAfterMs = typeof delay === 'number' ? delay : parseDurationMs(typeof delay === 'string' ? delay : '');
  return { category, retryable, ...(retryable && { retryAfterMs }) };
}

function isFailure({ error, identifiers }: ErrorLayer, name: string): boolean {
  return readProperty(error, Symbol.for(`__temporal_is${name}`)) === true || identifiers.has(name.toLowerCase());
}
