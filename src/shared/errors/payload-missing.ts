import { OncewardError } from './onceward-error.js';

/** A store has no object where a reference points. */
export class PayloadMissing extends OncewardError {
  readonly store: string;
  readonly key: string;

  constructor({ store, key }: { store: string; key: string }) {
    super({
      code: 'PayloadMissing',
      message: `The store '${store}' has no object '${key}'.`,
      hint: `Give this process the same '${store}' store as the one that wrote the object, and keep objects as long as the runs that refer to them.`,
    });
    this.store = store;
    this.key = key;
  }

  static override isInstance(error: unknown): error is PayloadMissing {
    return OncewardError.hasCode(error, 'PayloadMissing');
  }
}
