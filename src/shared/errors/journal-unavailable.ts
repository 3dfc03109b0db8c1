import { OncewardError } from './onceward-error.js';

/** A journal that can be neither read nor written. */
export class JournalUnavailable extends OncewardError {
  readonly journal: string;

  constructor({ journal, problem, hint, cause }: { journal: string; problem: string; hint: string; cause?: unknown }) {
    super({ code: 'JournalUnavailable', message: `The journal '${journal}' ${problem}.`, hint, cause });
    this.journal = journal;
  }

  static override isInstance(error: unknown): error is JournalUnavailable {
    return OncewardError.hasCode(error, 'JournalUnavailable');
  }
}
