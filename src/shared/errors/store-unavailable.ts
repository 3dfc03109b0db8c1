import { OncewardError } from './onceward-error.js';

export interface StoreUnavailableOptions {
  readonly store: string;
  readonly location: string;
  /** What went wrong, as the rest of a sentence: 'has no space left'. */
  readonly problem: string;
  readonly hint: string;
  readonly retryable: boolean;
  readonly cause?: unknown;
}

/** A store that cannot be reached, refuses, or is full. */
export class StoreUnavailable extends OncewardError {
  readonly store: string;
  /** Whether the same call may succeed later without anyone changing a setting: true for a network failure or a full disk, false for wrong credentials. */
  readonly retryable: boolean;

  constructor({ store, location, problem, hint, retryable, cause }: StoreUnavailableOptions) {
    super({ code: 'StoreUnavailable', message: `The store '${store}' (${location}) ${problem}.`, hint, cause });
    this.store = store;
    this.retryable = retryable;
  }

  static override isInstance(error: unknown): error is StoreUnavailable {
    return OncewardError.hasCode(error, 'StoreUnavailable');
  }
}
