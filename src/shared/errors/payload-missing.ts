import { OncewardError } from './onceward-error.js';

interface NamedStore {
  readonly name: string;
  readonly location: string;
}

/** No store has an object where a reference points. */
export class PayloadMissing extends OncewardError {
  /** The store that the reference names. */
  readonly store: string;
  readonly key: string;

  constructor({ store, location, key, others = [] }: { store: string; location: string; key: string; others?: readonly NamedStore[] }) {
    const nor = others.map((other) => ` Nor has '${other.name}' (${other.location}).`).join('');
    super({
      code: 'PayloadMissing',
      message: `The store '${store}' (${location}) has no object '${key}'.${nor}`,
      hint: `Give this process the same '${store}' store as the one that wrote the object, and keep objects as long as the runs that refer to them.`,
    });
    this.store = store;
    this.key = key;
  }

  static override isInstance(error: unknown): error is PayloadMissing {
    return OncewardError.hasCode(error, 'PayloadMissing');
  }
}
