import { OncewardError } from './onceward-error.js';

/** An answer to an approval that does not fit: unknown, late, second, or an action it does not take. */
export class ApprovalRefused extends OncewardError {
  constructor({ id, reason }: { id: string; reason: string }) {
    super({
      code: 'ApprovalRefused',
      message: `The answer to '${id}' was refused: ${reason}.`,
      hint: 'Look at the pending requests of the run.',
    });
  }

  static override isInstance(error: unknown): error is ApprovalRefused {
    return OncewardError.hasCode(error, 'ApprovalRefused');
  }
}
