import type { ErrorFacts, ErrorLayer } from '../error-facts.js';
import type { FailureContext } from '../failure-context.js';
import type { Verdict } from '../verdict.js';

const STREAM_CUT_TEXT =
  /^terminated$|premature close|stream has been aborted|did not receive done or success|stream ended (?:before|without|unexpectedly)|ended without sending any chunks|stream (?:was )?(?:interrupted|closed)/;

/** Whether the answer had begun when the connection broke. */
export function isStreamCut({ code, message }: ErrorLayer): boolean {
  return code === 'UND_ERR_BODY_TIMEOUT' || STREAM_CUT_TEXT.test(message);
}

/** A model's answer that was cut is dropped, and the retry is a new sample. */
export function withFreshSample(verdict: Verdict | undefined, facts: ErrorFacts, kind: FailureContext['kind']): Verdict | undefined {
  if (verdict?.retryable !== true || kind !== 'model') return verdict;
  const hadBegun = (facts.status !== undefined && facts.status < 400) || facts.layers.some(isStreamCut);
  return hadBegun ? { ...verdict, freshSample: true } : verdict;
}
