import type { ApprovalAction } from '../contract/approval.js';
import { OncewardError } from './onceward-error.js';
import { RefusedError } from './refused-error.js';

/**
 * What a refusal is about: 'invalid' the answer itself; 'not-allowed' who gives it; 'unknown' no such run or request; 'decided' somebody was faster;
 * 'closed' the request expired, or its run is over; 'no-worker' nobody was there to take it; 'unreadable' what the run says cannot be read here.
 */
export type ApprovalRefusalKind = 'invalid' | 'not-allowed' | 'unknown' | 'decided' | 'closed' | 'no-worker' | 'unreadable';

/** How a refusal travels: in the details of Temporal's failure. */
export type ApprovalRefusal = {
  readonly v: 1;
  readonly id: string;
  readonly kind: ApprovalRefusalKind;
  /** In plain words, for whoever answered. */
  readonly reason: string;
  /** Who decided, for 'decided'. */
  readonly action?: ApprovalAction;
  readonly by?: string;
  /** ISO 8601. */
  readonly at?: string;
};

/** An answer to an approval that is not taken: it does not fit, is late or second, comes from somebody else, or nobody is there to take it. */
export class ApprovalRefused extends RefusedError<ApprovalRefusal> {
  constructor(refusal: Omit<ApprovalRefusal, 'v'>) {
    super(
      { v: 1, ...refusal },
      {
        code: 'ApprovalRefused',
        message: `The answer to '${refusal.id}' was refused: ${refusal.reason}.`,
        hint: 'Look at the pending requests of the run.',
      },
    );
  }

  static override isInstance(error: unknown): error is ApprovalRefused {
    return OncewardError.hasCode(error, 'ApprovalRefused');
  }
}
