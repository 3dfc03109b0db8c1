import { OncewardError } from './onceward-error.js';

/** A step of a saga, and why its effect still stands or may stand. */
export interface StandingEffect {
  readonly step: string;
  /** In a line, without secrets. */
  readonly reason: string;
}

export interface CompensationFailedFields {
  readonly saga: string;
  readonly takenBack: readonly string[];
  readonly standing: readonly StandingEffect[];
  readonly unknown: readonly StandingEffect[];
  /** Why the saga took back at all. */
  readonly cause: unknown;
}

/** A saga failed, and not all that it had done could be taken back. */
export class CompensationFailed extends OncewardError {
  readonly saga: string;
  /** Steps whose effect is taken back, the last done first. */
  readonly takenBack: readonly string[];
  /** Steps whose effect stands, because taking it back failed. */
  readonly standing: readonly StandingEffect[];
  /** Steps that nobody knows about: the call ended without an answer. */
  readonly unknown: readonly StandingEffect[];

  constructor({ saga, takenBack, standing, unknown, cause }: CompensationFailedFields) {
    const parts = [
      ...standing.map(({ step, reason }) => `${step} still stands (${reason})`),
      ...unknown.map(({ step, reason }) => `${step} may stand (${reason})`),
      ...(takenBack.length === 0 ? [] : [`taken back: ${takenBack.join(', ')}`]),
    ];
    super({
      code: 'CompensationFailed',
      message: `The saga '${saga}' failed and could not take back all of it: ${parts.join('; ')}.`,
      hint: "Take the rest back by hand; `cause` says why the saga failed. With `onFailedCompensation: 'ask'` a person is asked instead.",
      cause,
    });
    this.saga = saga;
    this.takenBack = takenBack;
    this.standing = standing;
    this.unknown = unknown;
  }

  static override isInstance(error: unknown): error is CompensationFailed {
    return OncewardError.hasCode(error, 'CompensationFailed');
  }
}
