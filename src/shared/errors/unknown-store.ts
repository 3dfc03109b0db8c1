import { OncewardError } from './onceward-error.js';

/** A reference into a store that this process does not have. */
export class UnknownStore extends OncewardError {
  readonly store: string;
  /** The stores that this process has. */
  readonly known: readonly string[];

  constructor({ store, known, key }: { store: string; known: readonly string[]; key: string }) {
    const names = known.map((name) => `'${name}'`).join(' and ');
    super({
      code: 'UnknownStore',
      message: `The artifact '${key}' is in the store '${store}'; this process has the store${known.length > 1 ? 's' : ''} ${names}.`,
      hint: `Give this process the store '${store}', also among \`formerStores\`, or, if it is the same place under a new name, construct it with name '${store}'.`,
    });
    this.store = store;
    this.known = known;
  }

  static override isInstance(error: unknown): error is UnknownStore {
    return OncewardError.hasCode(error, 'UnknownStore');
  }
}
