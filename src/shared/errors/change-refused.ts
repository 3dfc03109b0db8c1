import { OncewardError } from './onceward-error.js';

/** A change of workflow code that cannot be used as it was: `versioned` finds no path that would be right. */
export class ChangeRefused extends OncewardError {
  /** Its id. */
  readonly change: string;

  constructor({ change, problem, hint }: { change: string; problem: string; hint: string }) {
    super({ code: 'ChangeRefused', message: `The change '${change}' ${problem}.`, hint });
    this.change = change;
  }

  static override isInstance(error: unknown): error is ChangeRefused {
    return OncewardError.hasCode(error, 'ChangeRefused');
  }
}
