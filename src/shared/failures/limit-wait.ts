import type { Verdict } from './verdict.js';

/** A wait above the cap is no retry, and is reported with its length, so that a workflow can decide; a rate limit that long is a quota. */
export function limitWait(verdict: Verdict, retryAfterCapMs: number): Verdict {
  if (verdict.retryAfterMs === undefined || verdict.retryAfterMs <= retryAfterCapMs) return verdict;
  return { ...verdict, category: verdict.category === 'rate_limit' ? 'quota_exhausted' : verdict.category, retryable: false };
}
