import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import type { FailureDetails } from '../../shared/contract/failure-details.js';
import { StepFailed } from '../../shared/errors/step-failed.js';
import { CATEGORIES, type Category } from '../../shared/failures/category.js';

/** Why an activity failed, read from Temporal's failure. */
export interface StepFailure {
  readonly category: Category;
  readonly retryable: boolean;
  /** Whether the effect may have happened all the same. */
  readonly outcomeUnknown: boolean;
  /** A line without secrets. */
  readonly summary: string;
  /** The key as the activity made it, of the options `key` and `scope`. */
  readonly key?: string;
  /** The wait that the other side asked for. */
  readonly retryAfterMs?: number;
}

/** Reads why an activity failed, in place of Temporal's "Activity task failed". */
export function readStepFailure(error: unknown): StepFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return fromApplicationFailure(cause);
  if (cause instanceof TimeoutFailure) {
    const limit = (cause.timeoutType ?? 'its time').toLowerCase().replaceAll('_', '-');
    // Nobody had begun, or somebody had and may have come to an end.
    const outcomeUnknown = cause.timeoutType !== 'SCHEDULE_TO_START';
    return { category: 'timeout', retryable: true, outcomeUnknown, summary: `no answer within ${limit}` };
  }
  return { category: 'unknown', retryable: false, outcomeUnknown: false, summary: cause instanceof Error ? cause.message : String(cause) };
}

function fromApplicationFailure(failure: ApplicationFailure): StepFailure {
  const details = failureDetails(failure);
  return {
    category: categoryOf(details?.category),
    retryable: failure.nonRetryable !== true,
    outcomeUnknown: details?.outcomeUnknown === true,
    summary: details?.summary ?? failure.message,
    ...(details !== undefined && { key: details.key }),
    ...(details?.retryAfterMs !== undefined && { retryAfterMs: details.retryAfterMs }),
  };
}

/** What an activity said when it failed with this type; undefined for any other failure. */
export function detailsOfType(error: unknown, type: string): FailureDetails | undefined {
  const failure = StepFailed.isInstance(error) ? error.cause : error;
  const cause = failure instanceof ActivityFailure ? failure.cause : failure;
  return cause instanceof ApplicationFailure && cause.type === type ? failureDetails(cause) : undefined;
}

function failureDetails(failure: ApplicationFailure): FailureDetails | undefined {
  const [details] = failure.details ?? [];
  const isOurs = typeof details === 'object' && details !== null && 'v' in details && 'category' in details;
  return isOurs ? (details as FailureDetails) : undefined;
}

function categoryOf(name: string | undefined): Category {
  return CATEGORIES.find((category) => category === name) ?? 'unknown';
}
