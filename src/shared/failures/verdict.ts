import type { Category } from './category.js';

/** What an error means for the call that raised it. */
export interface Verdict {
  readonly category: Category;
  /** Whether the automatic policy should try again with the same input. */
  readonly retryable: boolean;
  /** The wait the other side asked for, in milliseconds: at least 1, absent when it asked for none. Without jitter. */
  readonly retryAfterMs?: number;
  /** A retry helps only because the model samples again: give it a small attempt limit of its own. */
  readonly freshSample?: boolean;
  /** The other side may have done the work: a repeated side effect needs an idempotency key. */
  readonly outcomeUnknown?: boolean;
}
