import { createHash } from 'node:crypto';
import type { Cipher } from '../../payloads/encryption/create-cipher.js';
import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import type { Hash } from '../../shared/contract/json.js';
import { PayloadCorrupted } from '../../shared/errors/payload-corrupted.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import { keyPrefixOf } from '../../shared/artifacts/artifact-key.js';
import { keyIdOf, openText, sealText } from './sealed-text.js';

/** Where nodes, settings and results of one tenant are: texts under the hash of their content, beside the artifacts. */
export interface TextStore {
  /** The name of the store, for messages. */
  readonly name: string;
  /** Stores a text, unless it is there, and gives its hash; of an encrypted one with the name of the key, which `get` needs once it is not the current. */
  put(text: string): Promise<Hash>;
  /** @throws PayloadCorrupted when what is there is not what was stored; DecryptionFailed */
  get(hash: Hash): Promise<string | undefined>;
  /** Stores what is found by another name than its content, such as a snapshot. */
  putNamed(name: string, text: string): Promise<void>;
  getNamed(name: string): Promise<string | undefined>;
}

export interface TextStoreOptions {
  readonly store: BlobStore;
  readonly tenant: string | undefined;
  readonly cipher: Cipher | undefined;
}

const MEDIA_TYPE = 'application/json';
const SEALED_MEDIA_TYPE = 'application/octet-stream';
const HASH_CHARACTERS = 64;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @throws InvalidOption for a tenant that cannot stand in a key */
export function createTextStore({ store, tenant, cipher }: TextStoreOptions): TextStore {
  const prefix = keyPrefixOf(tenant);

  const read = async (key: string): Promise<Uint8Array | undefined> => {
    const content = await store.get(`${prefix}${key}`);
    return content && collectBytes(content);
  };
  const readSealed = async (name: string, keyId?: string): Promise<Uint8Array | undefined> => {
    const sealed = cipher && (await read(sealedKey(await cipher.nameOf(name, keyId))));
    return sealed && cipher && openText(cipher, sealed);
  };
  const write = async (key: string, name: string, bytes: Uint8Array): Promise<string | undefined> => {
    if (cipher === undefined) {
      await store.put(`${prefix}${key}`, bytes, { mediaType: MEDIA_TYPE, ifAbsent: true });
      return undefined;
    }
    const { keyId, content } = await sealText(cipher, bytes);
    await store.put(prefix + sealedKey(await cipher.nameOf(name, keyId)), content, { mediaType: SEALED_MEDIA_TYPE, ifAbsent: true });
    return keyId;
  };
  return {
    name: store.name,
    async put(text) {
      const bytes = encoder.encode(text);
      const hash = hashOf(bytes);
      const keyId = await write(keyOfHash(hash), hash, bytes);
      return keyId === undefined ? hash : `${hash}.${Buffer.from(keyId).toString('base64url')}`;
    },
    async get(hash) {
      const plainHash = hash.slice(0, HASH_CHARACTERS);
      // What was written before encryption was switched on is read as it is.
      const bytes = (await readSealed(plainHash, keyIdOf(hash))) ?? (await read(keyOfHash(plainHash)));
      if (bytes === undefined) return undefined;
      const sha256 = hashOf(bytes);
      if (sha256 === plainHash) return decoder.decode(bytes);
      const found = { bytes: bytes.byteLength, sha256 };
      throw new PayloadCorrupted({ store: store.name, key: keyOfHash(plainHash), expected: { sha256: plainHash }, found });
    },
    async putNamed(name, text) {
      await write(name, name, encoder.encode(text));
    },
    async getNamed(name) {
      const bytes = (await readSealed(name)) ?? (await read(name));
      return bytes && decoder.decode(bytes);
    },
  };
}

/** Where a text of this hash is, below the tenant's prefix, unless it is encrypted: where an artifact of the same bytes would be. */
export function keyOfHash(hash: Hash): string {
  return `sha256/${hash.slice(0, HASH_CHARACTERS)}`;
}

/** Not like a hash of content, which it is not: `onceward store gc` cannot see what leads to an encrypted text, and must leave it alone. */
function sealedKey(name: string): string {
  return `sealed/${name}.text`;
}

function hashOf(bytes: Uint8Array): Hash {
  return createHash('sha256').update(bytes).digest('hex');
}
