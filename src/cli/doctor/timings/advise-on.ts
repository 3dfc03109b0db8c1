/** What was observed of a step. */
export interface ObservedTimes {
  /** Of the attempts that completed, each from its own start. */
  readonly durationsMs: readonly number[];
  /** The start-to-close timeouts that ended attempts, one for each. */
  readonly cutOffAtMs: readonly number[];
}

/** `few`: too few attempts to say more than the times. */
export type Verdict = 'too tight' | 'too wide' | 'fits' | 'few' | 'no limit';

export interface Advice {
  readonly verdict: Verdict;
  /** Absent when no attempt completed. */
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** How many attempts were ended by the limit of today, or a longer one. */
  readonly cutOff: number;
  /** What to write in the options of the step, such as `p99: '12s'`. */
  readonly option?: string;
}

/** Fewer attempts say little of how slow the slowest is. */
const ENOUGH_ATTEMPTS = 20;
/** A limit of more than this many times the p99 is too wide. */
const TOO_WIDE = 10;
/** Below, what the worker and the server take decides, not the step. */
const SHORTEST_P99_MS = 1_000;

/**
 * Compares the start-to-close timeout of a step with the times its attempts took. Too tight: an attempt was cut off, or the p99 is above half
 * of the limit; an answer that is cut off is paid for and thrown away. Too wide: the limit is above ten times the p99, so a call that hangs is
 * noticed late.
 */
export function adviseOn(
  { durationsMs, cutOffAtMs }: ObservedTimes,
  { startToCloseMs }: { readonly startToCloseMs: number | null },
): Advice {
  const sorted = durationsMs.toSorted((one, other) => one - other);
  const [p50Ms, p99Ms] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  const times = { ...(p50Ms !== undefined && { p50Ms }), ...(p99Ms !== undefined && { p99Ms }) };
  if (startToCloseMs === null) return { verdict: 'no limit', cutOff: 0, ...times };
  // A shorter one was that of an earlier deploy, or of a single call.
  const cutOff = cutOffAtMs.filter((limitMs) => limitMs >= startToCloseMs).length;
  const slowestMs = p99Ms ?? 0;
  if (cutOff > 0 || slowestMs > startToCloseMs / 2) {
    // How long a call that was cut off would have taken is not known: longer than its limit.
    return { verdict: 'too tight', cutOff, ...times, option: p99Option(cutOff > 0 ? Math.max(slowestMs, startToCloseMs) : slowestMs) };
  }
  if (sorted.length < ENOUGH_ATTEMPTS) return { verdict: 'few', cutOff, ...times };
  if (startToCloseMs <= TOO_WIDE * Math.max(slowestMs, SHORTEST_P99_MS)) return { verdict: 'fits', cutOff, ...times };
  return { verdict: 'too wide', cutOff, ...times, option: p99Option(slowestMs) };
}

/** The smallest value that at least this share of all are not above. */
function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.ceil(sorted.length * share) - 1];
}

/** Whole seconds, and whole minutes from ten minutes on: what was measured is no more exact than that. */
function p99Option(ms: number): string {
  const seconds = Math.max(SHORTEST_P99_MS / 1_000, Math.ceil(ms / 1_000));
  return seconds < 600 ? `p99: '${seconds}s'` : `p99: '${Math.ceil(seconds / 60)}m'`;
}
