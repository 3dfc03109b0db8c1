import { decodeBase64 } from '../../shared/encoding/base64.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';

const KEY_BYTES = 32;
const encoder = new TextEncoder();

/** What one key is used for, each use with a key of its own. */
export interface DerivedKeys {
  nonceOf(plain: Uint8Array): Promise<Uint8Array>;
  nameOf(text: string): Promise<string>;
  seal(nonce: Uint8Array, plain: Uint8Array): Promise<Uint8Array>;
  unseal(nonce: Uint8Array, sealed: Uint8Array): Promise<Uint8Array>;
}

/**
 * Derives the keys of each use by HKDF-SHA256 (RFC 5869), so that none is used for two things.
 *
 * @throws InvalidOption unless `key` has 32 bytes
 */
export async function deriveKeys(keyId: string, key: Uint8Array | string): Promise<DerivedKeys> {
  const { subtle } = crypto;
  const master = await subtle.importKey('raw', keyBytes(keyId, key), 'HKDF', false, ['deriveBits']);
  // Not subtle.deriveKey: Node answers with a promise that has no constructor, on which the promise hook of Temporal's replay throws.
  const bitsFor = (use: string): Promise<ArrayBuffer> => {
    const parameters = { name: 'HKDF', hash: 'SHA-256', salt: encoder.encode('onceward/v1'), info: encoder.encode(use) };
    return subtle.deriveBits(parameters, master, KEY_BYTES * 8);
  };
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const [nonceKey, nameKey, sealKey] = await Promise.all([
    subtle.importKey('raw', await bitsFor('nonce'), hmac, false, ['sign']),
    subtle.importKey('raw', await bitsFor('name'), hmac, false, ['sign']),
    subtle.importKey('raw', await bitsFor('seal'), 'AES-GCM', false, ['encrypt', 'decrypt']),
  ]);
  const gcm = (nonce: Uint8Array) => ({ name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(keyId) });
  return {
    nonceOf: async (plain) => new Uint8Array(await subtle.sign('HMAC', nonceKey, plain)),
    nameOf: async (text) => toHex(new Uint8Array(await subtle.sign('HMAC', nameKey, encoder.encode(text)))),
    seal: async (nonce, plain) => new Uint8Array(await subtle.encrypt(gcm(nonce), sealKey, plain)),
    unseal: async (nonce, sealed) => new Uint8Array(await subtle.decrypt(gcm(nonce), sealKey, sealed)),
  };
}

function keyBytes(keyId: string, key: Uint8Array | string): Uint8Array {
  const bytes = typeof key === 'string' ? decodeKey(key) : key;
  if (bytes?.length === KEY_BYTES) return bytes;
  throw new InvalidOption({
    where: 'encryption',
    option: 'key',
    problem: `gives ${bytes === undefined ? 'no base64' : `${bytes.length} bytes`} for '${keyId}'`,
    hint: `Give ${KEY_BYTES} random bytes, or their base64: openssl rand -base64 ${KEY_BYTES}.`,
  });
}

function decodeKey(key: string): Uint8Array | undefined {
  try {
    return decodeBase64(key.trim());
  } catch {
    return undefined;
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
