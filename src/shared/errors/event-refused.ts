import { OncewardError } from './onceward-error.js';
import { RefusedError } from './refused-error.js';

/**
 * What a refusal is about: 'invalid' the event itself; 'misfit' its data does not fit the schema; 'too-large' its data; 'too-many' events that nobody waits
 * for; 'received' it came before, and the address is good once; 'unknown' no such run, or one that takes no events; 'closed' the run is over; 'no-worker' nobody
 * was there to take it; 'unreadable' what the run says cannot be read here.
 */
export type EventRefusalKind =
  | 'invalid'
  | 'misfit'
  | 'too-large'
  | 'too-many'
  | 'received'
  | 'unknown'
  | 'closed'
  | 'no-worker'
  | 'unreadable';

/** How a refusal travels: in the details of Temporal's failure. */
export type EventRefusal = {
  readonly v: 1;
  readonly name: string;
  readonly kind: EventRefusalKind;
  /** In plain words, for whoever sent it. */
  readonly reason: string;
  /** ISO 8601: when it was received, for 'received'. */
  readonly at?: string;
};

/** An event for a run that is not taken: it does not fit, came before, or nobody is there to take it. */
export class EventRefused extends RefusedError<EventRefusal> {
  constructor(refusal: Omit<EventRefusal, 'v'>) {
    super(
      { v: 1, ...refusal },
      {
        code: 'EventRefused',
        message: `The event '${refusal.name}' was refused: ${refusal.reason}.`,
        hint: 'Nothing was recorded. Send it again as it has to be.',
      },
    );
  }

  static override isInstance(error: unknown): error is EventRefused {
    return OncewardError.hasCode(error, 'EventRefused');
  }
}
