import { OncewardError } from './onceward-error.js';

/** An event that a run waited for did not come in time. */
export class EventTimedOut extends OncewardError {
  constructor({ name, waited }: { name: string; waited: string }) {
    super({
      code: 'EventTimedOut',
      message: `The event '${name}' did not come within ${waited}.`,
      hint: 'Start the run again, or state what to go on with: onTimeout: { fallback: … }.',
    });
  }

  static override isInstance(error: unknown): error is EventTimedOut {
    return OncewardError.hasCode(error, 'EventTimedOut');
  }
}
