import { OncewardError } from './onceward-error.js';

/** An event for a run that does not fit: of another shape, too large, or one too many that nobody waits for. */
export class EventRefused extends OncewardError {
  constructor({ name, reason }: { name: string; reason: string }) {
    super({
      code: 'EventRefused',
      message: `The event '${name}' was refused: ${reason}.`,
      hint: 'Nothing was recorded. Send it again as it has to be.',
    });
  }

  static override isInstance(error: unknown): error is EventRefused {
    return OncewardError.hasCode(error, 'EventRefused');
  }
}
