import type { Category } from './category.js';

const MINUTE_MS = 60_000;
const FIRST_WAIT_MS = MINUTE_MS;
const LONGEST_WAIT_MS = 10 * MINUTE_MS;
/** Up to this share is added to each wait: many runs fell out at the same moment. */
const JITTER = 0.2;

/** Failures of the other side's being down, and not of what was asked. */
const OUTAGES: ReadonlySet<Category> = new Set<Category>(['overloaded', 'server_error', 'network', 'rate_limit', 'timeout']);

/** How the last attempt of a step failed. */
export interface OutageFailure {
  readonly category: Category;
  readonly retryable: boolean;
  /** The wait that the other side asked for, in milliseconds. */
  readonly retryAfterMs?: number;
}

export interface OutageProgress {
  /** How long the step may wait in all; 0 for not at all. */
  readonly patienceMs: number;
  /** How long ago it failed for the first time. */
  readonly waitedMs: number;
  /** How often it waited. */
  readonly waits: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * How long to wait for an outage to end, in milliseconds: 1, 2, 4, 8, 10, 10 … minutes, or as long as the other side asked for if that is
 * longer, with jitter. Undefined when waiting does not help or would take longer than the step may.
 */
export function outageWaitMs(failure: OutageFailure, { patienceMs, waitedMs, waits, random }: OutageProgress): number | undefined {
  const { category, retryable, retryAfterMs = 0 } = failure;
  const leftMs = patienceMs - waitedMs;
  // A stated wait that is too long for an activity's retry is not too long for a timer.
  const isOutage = OUTAGES.has(category) && (retryable || retryAfterMs > 0);
  if (!isOutage || leftMs <= 0 || retryAfterMs > leftMs) return undefined;
  const grownMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** waits);
  return Math.min(leftMs, Math.ceil(Math.max(grownMs, retryAfterMs) * (1 + random() * JITTER)));
}
