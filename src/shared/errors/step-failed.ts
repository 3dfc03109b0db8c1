import type { Category } from '../failures/category.js';
import { adviceOn } from '../failures/tell-model.js';
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
  /** Whether its effect may have happened although it failed. @default false */
  readonly outcomeUnknown?: boolean;
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
  readonly outcomeUnknown: boolean;
  readonly waitedMs: number | undefined;

  constructor({ step, name, category, retryable, summary, key, outcomeUnknown = false, waitedMs, cause }: StepFailedFields) {
    const waited = waitedMs === undefined ? '' : `, and was no better ${formatDuration(waitedMs)} later`;
    super({
      code: 'StepFailed',
      message: `${name} failed (${category}): ${summary}${waited}`,
      hint: adviceOn({ category, retryable, outcomeUnknown }),
      cause,
    });
    this.step = step;
    this.category = category;
    this.retryable = retryable;
    this.key = key;
    this.outcomeUnknown = outcomeUnknown;
    this.waitedMs = waitedMs;
  }

  static override isInstance(error: unknown): error is StepFailed {
    return OncewardError.hasCode(error, 'StepFailed');
  }
}
