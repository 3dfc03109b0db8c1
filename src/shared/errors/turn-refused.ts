import { OncewardError } from './onceward-error.js';
import { RefusedError } from './refused-error.js';

/**
 * What a refusal is about: 'invalid' the turn itself; 'misfit' its message does not fit the schema; 'busy' too many turns wait for their answer;
 * 'closed' the conversation ends; 'no-answer' none in time.
 */
export type TurnRefusalKind = 'invalid' | 'misfit' | 'busy' | 'closed' | 'no-answer';

/** How a refusal travels: in the details of Temporal's failure. */
export type TurnRefusal = {
  readonly v: 1;
  /** Of the turn. */
  readonly id: string;
  readonly kind: TurnRefusalKind;
  /** In plain words, for whoever sent it. */
  readonly reason: string;
};

/** A turn that a conversation does not take, or gave no answer to in time. */
export class TurnRefused extends RefusedError<TurnRefusal> {
  constructor(refusal: Omit<TurnRefusal, 'v'>) {
    super(
      { v: 1, ...refusal },
      {
        code: 'TurnRefused',
        message: `The turn '${refusal.id}' was refused: ${refusal.reason}.`,
        hint: 'Send it again as it has to be; under the same id it is done once.',
      },
    );
  }

  static override isInstance(error: unknown): error is TurnRefused {
    return OncewardError.hasCode(error, 'TurnRefused');
  }
}
