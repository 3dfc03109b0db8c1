import { CancelledFailure } from '@temporalio/activity';
import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import type { FailureDetails } from '../../shared/contract/failure-details.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import { LeaseLost } from '../../shared/errors/lease-lost.js';
import { OncewardError } from '../../shared/errors/onceward-error.js';
import { OutcomeUnknown } from '../../shared/errors/outcome-unknown.js';
import { ToolChanged } from '../../shared/errors/tool-changed.js';
import { limitWait } from '../../shared/failures/limit-wait.js';
import { failureTypeOf } from '../../shared/failures/failure-type.js';
import type { Verdict } from '../../shared/failures/verdict.js';
import type { Attempt } from './attempt.js';
import type { Judgement } from './judge-error.js';
import { judgementOf } from './judgement-of.js';
import { redactFailure } from './redact-failure.js';
import { authWasAccepted, withRefreshedAuth } from './refresh-auth.js';

/** Up to this share is added to a provider's Retry-After: many runs are told the same moment. */
const RETRY_AFTER_JITTER = 0.2;

/** Turns whatever the call threw into a failure Temporal can act on: typed, retried or not, after the wait the provider asked for. */
export const classifySlot: AttemptSlot<Attempt> = {
  name: 'classify',
  async run(attempt, next) {
    const startedAtMs = performance.now();
    try {
      const value = await next(attempt);
      authWasAccepted(attempt);
      return value;
    } catch (error) {
      if (!isJudged(attempt, error)) throw toActivityFailure(attempt, error);
      throw toActivityFailure(attempt, error, await withRefreshedAuth(attempt, judgementOf(attempt, error), startedAtMs));
    }
  },
};

/** What an attempt fails with. */
export function toActivityFailure(attempt: Attempt, error: unknown, known?: Judgement): Error {
  if (error instanceof TemporalFailure) return redactFailure(error);
  if (!isJudged(attempt, error)) return new CancelledFailure('The call was stopped');
  const judgement = known ?? judgementOf(attempt, error);
  const verdict = limitWait(judgement.verdict, attempt.limits.retryAfterCapMs);
  const { summary } = judgement;
  return ApplicationFailure.create({
    type: OncewardError.isInstance(error) ? error.code : failureTypeOf(verdict.category),
    message: summary,
    nonRetryable: !verdict.retryable,
    details: [detailsOf(attempt, { verdict, summary, error })],
    ...(verdict.retryAfterMs !== undefined && { nextRetryDelay: withJitter(verdict.retryAfterMs) }),
  });
}

/** What Temporal raised says what it is, and a call that was stopped is not judged. */
function isJudged({ signal }: Attempt, error: unknown): boolean {
  return !(error instanceof TemporalFailure) && (!signal.aborted || LeaseLost.isInstance(signal.reason));
}

interface Failed {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly error: unknown;
}

function detailsOf({ header, usage }: Attempt, { verdict, summary, error }: Failed): FailureDetails {
  const { category, retryAfterMs, freshSample, outcomeUnknown } = verdict;
  return {
    v: 1,
    key: header.key,
    category,
    summary,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(freshSample !== undefined && { freshSample }),
    ...(outcomeUnknown !== undefined && { outcomeUnknown }),
    ...(error instanceof OutcomeUnknown && { fence: error.fence }),
    ...(ToolChanged.isInstance(error) && error.askAbout !== undefined && { offered: error.askAbout }),
    ...(usage.length > 0 && { usage }),
  };
}

/** Never below what was asked, and never 0, which Temporal reads as "no retry". */
function withJitter(retryAfterMs: number): number {
  return Math.max(1, Math.ceil(retryAfterMs * (1 + Math.random() * RETRY_AFTER_JITTER)));
}
