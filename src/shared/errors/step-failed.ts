import type { Category } from '../failures/category.js';
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
  readonly cause?: unknown;
}

/** A durable step failed for good: after its attempts, or at once when another attempt could not help. */
export class StepFailed extends OncewardError {
  readonly step: string;
  readonly category: Category;
  readonly retryable: boolean;
  readonly key: string | undefined;

  constructor({ step, name, category, retryable, summary, key, cause }: StepFailedFields) {
    super({
      code: 'StepFailed',
      message: `${name} failed (${category}): ${summary}`,
      hint: retryable ? 'A later try may succeed.' : 'Trying the same again will not help.',
      cause,
    });
    this.step = step;
    this.category = category;
    this.retryable = retryable;
    this.key = key;
  }

  static override isInstance(error: unknown): error is StepFailed {
    return OncewardError.hasCode(error, 'StepFailed');
  }
}
