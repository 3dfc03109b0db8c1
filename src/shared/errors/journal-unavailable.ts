import { OncewardError } from './onceward-error.js';

/** A journal that can be neither read nor written. */
export class JournalUnavailable extends OncewardError {
  readonly file: string;

  constructor({ file, problem, hint, cause }: { file: string; problem: string; hint: string; cause?: unknown }) {
    super({ code: 'JournalUnavailable', message: `The journal '${file}' ${problem}.`, hint, cause });
    this.file = file;
  }

  static override isInstance(error: unknown): error is JournalUnavailable {
    return OncewardError.hasCode(error, 'JournalUnavailable');
  }
}
