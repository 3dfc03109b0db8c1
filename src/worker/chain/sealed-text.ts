import type { Cipher } from '../../payloads/encryption/create-cipher.js';
import type { Hash } from '../../shared/contract/json.js';

/** The first byte of a sealed text. Persisted. */
const VERSION = 1;

/** A text as an encrypting store holds it: the version, the length of the key's name, that name, and the encrypted bytes. */
export async function sealText(cipher: Cipher, plain: Uint8Array): Promise<{ readonly keyId: string; readonly content: Uint8Array }> {
  const { keyId, bytes } = await cipher.encrypt(plain);
  const name = Buffer.from(keyId);
  return { keyId, content: Buffer.concat([Uint8Array.of(VERSION, name.length), name, bytes]) };
}

/** @throws DecryptionFailed */
export function openText(cipher: Cipher, content: Uint8Array): Promise<Uint8Array> {
  const nameLength = content[1] ?? 0;
  const keyId = Buffer.from(content.subarray(2, 2 + nameLength)).toString();
  return cipher.decrypt(keyId, content.subarray(2 + nameLength));
}

/** The key that a hash says its text is encrypted with. */
export function keyIdOf(hash: Hash): string | undefined {
  const [, keyId] = hash.split('.');
  return keyId === undefined ? undefined : Buffer.from(keyId, 'base64url').toString();
}
