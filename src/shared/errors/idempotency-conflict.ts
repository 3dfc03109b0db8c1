import { OncewardError } from './onceward-error.js';

/** A write under a key that already stands for the same write with another input. */
export class IdempotencyConflict extends OncewardError {
  readonly step: string;
  readonly key: string;

  constructor({ step, key }: { step: string; key: string }) {
    super({
      code: 'IdempotencyConflict',
      message: `${step} was called with another input under the key of an earlier write (${key}).`,
      hint: 'Give the two writes different keys, or undo the change of code that altered the input of a write that was made already.',
    });
    this.step = step;
    this.key = key;
  }

  static override isInstance(error: unknown): error is IdempotencyConflict {
    return OncewardError.hasCode(error, 'IdempotencyConflict');
  }
}
