import type { ActivityKind } from '../contract/activity-kind.js';
import type { ActivityPolicy, AttemptLimits } from './activity-policy.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What holds inside an activity unless options say otherwise. A longer Retry-After is left to a durable timer, or to the workflow. */
export const DEFAULT_ATTEMPT_LIMITS: AttemptLimits = { retryAfterCapMs: 15 * MINUTE, chunkIdleMs: 60 * SECOND };

/** The heartbeat timeout of `resume: 'cheap'`. */
export const CHEAP_HEARTBEAT_MS = 60 * SECOND;

/** How long an outage of a provider is waited out before the step fails. */
const OUTAGE_PATIENCE_MS = 60 * MINUTE;

/** Long enough for every attempt and one long Retry-After: Temporal fails at once when the next delay passes schedule-to-close. */
export function scheduleToCloseFor(attempts: {
  readonly startToCloseMs: number;
  readonly maximumAttempts: number;
  readonly retryAfterCapMs: number;
}): number {
  return attempts.retryAfterCapMs + attempts.maximumAttempts * attempts.startToCloseMs;
}

interface Row {
  readonly startToCloseMs: number;
  readonly attempts: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  readonly heartbeatMs: number;
}

function policyOf({ startToCloseMs, attempts, firstRetryMs, longestRetryMs, heartbeatMs }: Row): ActivityPolicy {
  return {
    startToCloseMs,
    scheduleToCloseMs: scheduleToCloseFor({ startToCloseMs, maximumAttempts: attempts, ...DEFAULT_ATTEMPT_LIMITS }),
    heartbeatMs,
    retry: { maximumAttempts: attempts, initialIntervalMs: firstRetryMs, backoffCoefficient: 2, maximumIntervalMs: longestRetryMs },
    outagePatienceMs: OUTAGE_PATIENCE_MS,
    ...DEFAULT_ATTEMPT_LIMITS,
  };
}

const MODEL = policyOf({
  startToCloseMs: 120 * SECOND,
  attempts: 6,
  firstRetryMs: 2 * SECOND,
  longestRetryMs: 60 * SECOND,
  heartbeatMs: 10 * SECOND,
});
const RETRIEVER = policyOf({
  startToCloseMs: 30 * SECOND,
  attempts: 5,
  firstRetryMs: SECOND,
  longestRetryMs: 30 * SECOND,
  heartbeatMs: 10 * SECOND,
});
const TOOL = policyOf({
  startToCloseMs: 60 * SECOND,
  attempts: 4,
  firstRetryMs: SECOND,
  longestRetryMs: 60 * SECOND,
  heartbeatMs: 10 * SECOND,
});
/** For tools and functions with `sideEffect: 'once'`: patient, since a repetition is harmless under the ledger. */
export const ONCE_POLICY: ActivityPolicy = policyOf({
  startToCloseMs: 60 * SECOND,
  attempts: 6,
  firstRetryMs: 2 * SECOND,
  longestRetryMs: 60 * SECOND,
  heartbeatMs: 10 * SECOND,
});
const FUNCTION = policyOf({
  startToCloseMs: 10 * MINUTE,
  attempts: 3,
  firstRetryMs: 2 * SECOND,
  longestRetryMs: 60 * SECOND,
  heartbeatMs: 30 * SECOND,
});

/**
 * How long each kind of step may take and how often it is tried, unless its options say otherwise.
 * Finite on purpose: Temporal's own default is to try for ever.
 */
export const DEFAULT_POLICIES: Readonly<Record<ActivityKind, ActivityPolicy>> = {
  model: MODEL,
  embedding: MODEL,
  image: MODEL,
  speech: MODEL,
  transcription: MODEL,
  reranker: RETRIEVER,
  retriever: RETRIEVER,
  tool: TOOL,
  policy: TOOL,
  mcp: TOOL,
  function: FUNCTION,
};
