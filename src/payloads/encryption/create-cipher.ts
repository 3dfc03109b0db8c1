import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { DecryptionFailed } from '../../shared/errors/decryption-failed.js';
import { utf8Encode } from '../../shared/encoding/utf8.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { deriveKeys, type DerivedKeys } from './derive-keys.js';
import { ENCRYPTION_OPTION_NAMES, type EncryptionOptions } from './encryption-options.js';
import { LONGEST_KEY_ID_BYTES } from './longest-key-id.js';

/** The nonce of AES-GCM, in bytes; NIST SP 800-38D §5.2.1.1. */
const NONCE_BYTES = 12;

/** Encrypts bytes and gives names that tell nothing about them. */
export interface Cipher {
  /** The name of the key that new data is encrypted with. */
  readonly keyId: string;
  /** The nonce, then AES-256-GCM of the bytes. Equal bytes give equal results, so that content is stored once and a replay writes nothing new. */
  encrypt(plain: Uint8Array): Promise<{ readonly keyId: string; readonly bytes: Uint8Array }>;
  /** @throws DecryptionFailed */
  decrypt(keyId: string, bytes: Uint8Array): Promise<Uint8Array>;
  /** An HMAC-SHA256 in hex, under the key of that id; without one, under the current key. */
  nameOf(text: string, keyId?: string): Promise<string>;
}

/**
 * AES-256-GCM under keys derived from the one given. The nonce is an HMAC of the bytes: it is as good as random for different bytes, and the
 * same for the same, which gives away that two things are equal and nothing else.
 *
 * @throws UnknownOption; InvalidOption
 */
export function createCipher(options: EncryptionOptions): Cipher {
  checkOptions('encryption', options, ENCRYPTION_OPTION_NAMES);
  const { keyId } = options;
  if (typeof keyId !== 'string' || keyId === '' || typeof options.key !== 'function') {
    const hint = "Give `{ keyId: 'k1', key: (keyId) => … }`.";
    throw new InvalidOption({ where: 'encryption', option: 'keyId', problem: 'or `key` is missing', hint });
  }
  if (utf8Encode(keyId).length > LONGEST_KEY_ID_BYTES) {
    const hint = `Use a name of ${LONGEST_KEY_ID_BYTES} bytes at most.`;
    throw new InvalidOption({ where: 'encryption', option: 'keyId', problem: 'is too long', hint });
  }
  const known = new Map<string, Promise<DerivedKeys>>();
  const keysOf = (id: string): Promise<DerivedKeys> => {
    const found = known.get(id) ?? Promise.resolve(options.key(id)).then((key) => deriveKeys(id, key));
    known.set(id, found);
    // One that failed may be there the next time: a secrets service that was away.
    found.catch(() => known.delete(id));
    return found;
  };
  return {
    keyId,
    async encrypt(plain) {
      const keys = await keysOf(keyId);
      const nonce = (await keys.nonceOf(plain)).slice(0, NONCE_BYTES);
      return { keyId, bytes: join(nonce, await keys.seal(nonce, plain)) };
    },
    async decrypt(id, bytes) {
      const keys = await keysOf(id);
      return keys.unseal(bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)).catch((cause: unknown) => {
        throw new DecryptionFailed({ keyId: id, cause });
      });
    },
    nameOf: async (text, id = keyId) => (await keysOf(id)).nameOf(text),
  };
}

function join(nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
  const whole = new Uint8Array(nonce.length + sealed.length);
  whole.set(nonce);
  whole.set(sealed, nonce.length);
  return whole;
}
