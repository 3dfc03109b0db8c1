import type { PayloadOptions } from 'onceward/worker';

/** Encryption under the key of a number; without one, none. */
export function encryptionOf(key: string | undefined): Pick<PayloadOptions, 'encryption' | 'compression'> {
  if (key === undefined || key === '') return {};
  return { compression: 'zstd', encryption: { keyId: `k${key}`, key: (keyId) => keyIn(keyId, key) } };
}

/** A process has the keys up to its own. */
function keyIn(keyId: string, newest: string): Uint8Array {
  const number = Number(keyId.slice(1));
  if (!(number <= Number(newest))) throw new Error(`there is no key '${keyId}' here`);
  return new Uint8Array(32).fill(number);
}
