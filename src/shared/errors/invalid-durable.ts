import { OncewardError } from './onceward-error.js';

/** A value that cannot be made durable, or a durable thing used where it cannot run. */
export class InvalidDurable extends OncewardError {
  constructor({ what, problem, hint }: { what: string; problem: string; hint: string }) {
    super({ code: 'InvalidDurable', message: `${what} ${problem}.`, hint });
  }

  static override isInstance(error: unknown): error is InvalidDurable {
    return OncewardError.hasCode(error, 'InvalidDurable');
  }
}
