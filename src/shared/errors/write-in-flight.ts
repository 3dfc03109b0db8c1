import { OncewardError } from './onceward-error.js';

/** Another attempt at the same write is under way, or its worker died a moment ago. */
export class WriteInFlight extends OncewardError {
  readonly step: string;
  readonly key: string;
  /** How long the other attempt's lease still runs, in milliseconds. */
  readonly remainingMs: number;

  constructor({ step, key, remainingMs }: { step: string; key: string; remainingMs: number }) {
    super({
      code: 'WriteInFlight',
      message: `Another attempt of ${step} (${key}) is under way for ${remainingMs} ms at least.`,
      hint: 'It is asked again when that time is over; there is nothing to do.',
    });
    this.step = step;
    this.key = key;
    this.remainingMs = remainingMs;
  }

  static override isInstance(error: unknown): error is WriteInFlight {
    return OncewardError.hasCode(error, 'WriteInFlight');
  }
}
