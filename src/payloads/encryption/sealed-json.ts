import type { Json } from '../../shared/contract/json.js';
import { decodeBase64, encodeBase64 } from '../../shared/encoding/base64.js';
import type { Cipher } from './create-cipher.js';

/** How an encrypted value stands in a journal or a ledger. Persisted. */
export interface Sealed {
  readonly $sealed: 1;
  readonly keyId: string;
  readonly data: string;
}

/** Encrypts what JSON can hold, and gives JSON. */
export async function sealJson(cipher: Cipher, content: unknown): Promise<Json> {
  const { keyId, bytes } = await cipher.encrypt(new TextEncoder().encode(JSON.stringify(content)));
  return { $sealed: 1, keyId, data: encodeBase64(bytes) };
}

/** What was sealed. */
export async function unsealJson(cipher: Cipher, { keyId, data }: Sealed): Promise<unknown> {
  const plain = await cipher.decrypt(keyId, decodeBase64(data));
  return JSON.parse(new TextDecoder().decode(plain)) as unknown;
}

export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && '$sealed' in value && value.$sealed === 1;
}
