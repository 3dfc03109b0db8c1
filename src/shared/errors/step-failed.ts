import type { Category } from '../failures/category.js';
import { formatDuration } from '../options/format-duration.js';
import { OncewardError } from './onceward-error.js';

export interface StepFailedFields {
  /** The activity type: `tool.searchWeb`. */
  readonly step: string;
  /** The last part of the activity type. */
  readonly name: string;
  /** The verdict's category, such as `rate_limit`. */
  readonly category: Category;
  /** Whether a later try may succeed. */
  readonly retryable: boolean;
  /** What went wrong, in a line without secrets. */
  readonly summary: string;
  readonly key?: string;
  /** How long the step waited for an outage to end, its attempts included. */
  readonly waitedMs?: number;
  readonly cause?: unknown;
}

/** A durable step failed for good: after its attempts, or at once when another attempt could not help. */
export class StepFailed extends OncewardError {
  readonly step: string;
  readonly category: Category;
  readonly retryable: boolean;
  readonly key: string | undefined;
  readonly waitedMs: number | undefined;

  constructor({ step, name, category, retryable, summary, key, waitedMs, cause }: StepFailedFields) {
    const waited = waitedMs === undefined ? '' : `, and was no better ${formatDuration(waitedMs)} later`;
    super({
      code: 'StepFailed',
      message: `${name} failed (${category}): ${summary}${waited}`,
      hint: retryable ? 'A later try may succeed.' : 'Trying the same again will not help.',
      cause,
    });
    this.step = step;
    this.category = category;
    this.retryable = retryable;
    this.key = key;
    this.waitedMs = waitedMs;
  }

  static override isInstance(error: unknown): error is StepFailed {
    return OncewardError.hasCode(error, 'StepFailed');
  }
}
