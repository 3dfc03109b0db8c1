import { OncewardError } from './onceward-error.js';

/** An attempt at a write that another attempt has taken the place of: what it did or found is not recorded. */
export class LeaseLost extends OncewardError {
  readonly key: string;
  readonly fence: number;

  constructor({ key, fence }: { key: string; fence: number }) {
    super({
      code: 'LeaseLost',
      message: `The attempt with fence ${fence} at the write '${key}' has ended in the ledger, or another has taken its place.`,
      hint: 'Its worker stood still for longer than the lease: look for what blocks the event loop, or for a machine that was paused.',
    });
    this.key = key;
    this.fence = fence;
  }

  static override isInstance(error: unknown): error is LeaseLost {
    return OncewardError.hasCode(error, 'LeaseLost');
  }
}
