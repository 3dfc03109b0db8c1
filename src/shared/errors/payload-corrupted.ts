import type { Hash } from '../contract/json.js';
import { OncewardError } from './onceward-error.js';

/**
 * What is known of some content without its bytes. `sha256` is absent where reading stopped because the size was already wrong, `bytes` where
 * content is found by its hash alone.
 */
export interface ContentDigest {
  readonly bytes?: number;
  readonly sha256?: Hash;
}

/** The bytes in a store are not those that the reference was made for. */
export class PayloadCorrupted extends OncewardError {
  readonly store: string;
  readonly key: string;
  readonly expected: ContentDigest;
  readonly found: ContentDigest;

  constructor({ store, key, expected, found }: { store: string; key: string; expected: ContentDigest; found: ContentDigest }) {
    super({
      code: 'PayloadCorrupted',
      message: `The object '${key}' in the store '${store}' has ${describe(found)}; its reference says ${describe(expected)}.`,
      hint: 'Something changed the object after it was written. Restore it from a backup, or delete it and store the content again.',
    });
    this.store = store;
    this.key = key;
    this.expected = expected;
    this.found = found;
  }

  static override isInstance(error: unknown): error is PayloadCorrupted {
    return OncewardError.hasCode(error, 'PayloadCorrupted');
  }
}

function describe({ bytes, sha256 }: ContentDigest): string {
  if (sha256 === undefined) return `at least ${bytes} bytes`;
  return bytes === undefined ? `sha256 ${sha256}` : `${bytes} bytes with sha256 ${sha256}`;
}
