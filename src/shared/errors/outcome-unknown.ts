import { OncewardError } from './onceward-error.js';

/** A write that may or may not have happened. */
export class OutcomeUnknown extends OncewardError {
  readonly step: string;
  readonly key: string;
  /** Which attempt it was, by the ledger's count. */
  readonly fence: number;

  constructor({ step, key, fence, reason, cause }: { step: string; key: string; fence: number; reason: string; cause?: unknown }) {
    super({
      code: 'OutcomeUnknown',
      message: `${step} (${key}) may or may not have happened: ${reason}.`,
      hint: 'Look whether it did. A person answers the request of the run, or `onUnknownOutcome` says how to find out.',
      cause,
    });
    this.step = step;
    this.key = key;
    this.fence = fence;
  }

  static override isInstance(error: unknown): error is OutcomeUnknown {
    return OncewardError.hasCode(error, 'OutcomeUnknown');
  }
}
