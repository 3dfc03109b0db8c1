import { OncewardError } from './onceward-error.js';

/** A ledger that can be neither read nor written. */
export class LedgerUnavailable extends OncewardError {
  readonly ledger: string;

  constructor({ ledger, problem, hint, cause }: { ledger: string; problem: string; hint: string; cause?: unknown }) {
    super({ code: 'LedgerUnavailable', message: `The ledger '${ledger}' ${problem}.`, hint, cause });
    this.ledger = ledger;
  }

  static override isInstance(error: unknown): error is LedgerUnavailable {
    return OncewardError.hasCode(error, 'LedgerUnavailable');
  }
}
