import { keyPrefixOf } from '../../shared/artifacts/artifact-key.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import { putOnce } from '../../shared/artifacts/put-once.js';
import { hexOfContentHash } from '../../shared/chain/content-hash.js';
import { base64UrlToText, hexToBase64Url, textToBase64Url } from '../../shared/encoding/base64-url.js';
import type { Hash } from '../../shared/contract/json.js';
import { PayloadCorrupted } from '../../shared/errors/payload-corrupted.js';
import type { ContentPlace } from '../encryption/sealed-content.js';
import { digestHex } from '../storage/digest-hex.js';

/** Where nodes, settings and results of one tenant are: texts under the hash of their content, beside the artifacts and sealed as they are. */
export interface TextStore {
  /** Stores a text, unless it is there, and gives its hash; of an encrypted one with the name of the key, which `get` needs once it is not the current. */
  put(text: string): Promise<Hash>;
  /** What `put` will give, before anything is stored. */
  hashOf(text: string): Promise<Hash>;
  /** @throws PayloadCorrupted when what is there is not what was stored; DecryptionFailed */
  get(hash: Hash): Promise<string | undefined>;
  /** Stores the snapshot beside a node. */
  putSnapshot(head: Hash, text: string): Promise<void>;
  getSnapshot(head: Hash): Promise<string | undefined>;
}

interface Located {
  readonly storeName: string;
  readonly key: string;
  readonly bytes: Uint8Array;
}

const MEDIA_TYPE = 'application/json';
const HASH_CHARACTERS = 43;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @throws InvalidOption for a tenant that cannot stand in a key */
export function createTextStore({ store, formerStores, naming }: ContentPlace, tenant: string | undefined): TextStore {
  const prefix = keyPrefixOf(tenant);

  const named = (hash: Hash): Hash => (naming === undefined ? hash : `${hash}.${textToBase64Url(naming.keyId)}`);
  const write = async (folder: Folder, hash: Hash, bytes: Uint8Array): Promise<void> => {
    const hex = hexOfContentHash(hash);
    const name = naming === undefined ? hex : await naming.nameOf(hex);
    await putOnce(store, bytes, { key: `${prefix}${folder}/${name}`, mediaType: MEDIA_TYPE, nowMs: Date.now() });
  };
  const read = async (folder: Folder, hash: Hash, keyId?: string): Promise<Located | undefined> => {
    // What was written before encryption was switched on has its hash as its name.
    const hex = hexOfContentHash(hash);
    const names = naming === undefined ? [hex] : [await naming.nameOf(hex, keyId), hex];
    for (const place of [store, ...formerStores]) {
      for (const key of names.map((name) => `${prefix}${folder}/${name}`)) {
        const content = await place.get(key);
        if (content !== undefined) return { storeName: place.name, key, bytes: await collectBytes(content) };
      }
    }
    return undefined;
  };
  return {
    async put(text) {
      const bytes = encoder.encode(text);
      const hash = hexToBase64Url(await digestHex(bytes));
      await write('sha256', hash, bytes);
      return named(hash);
    },
    hashOf: async (text) => named(hexToBase64Url(await digestHex(encoder.encode(text)))),
    async get(hash) {
      const plainHash = hash.slice(0, HASH_CHARACTERS);
      const found = await read('sha256', plainHash, keyIdOf(hash));
      if (found === undefined) return undefined;
      const { storeName, key, bytes } = found;
      const [sha256, expected] = [await digestHex(bytes), hexOfContentHash(plainHash)];
      if (sha256 === expected) return decoder.decode(bytes);
      const content = { bytes: bytes.byteLength, sha256 };
      throw new PayloadCorrupted({ store: storeName, key, expected: { sha256: expected }, found: content });
    },
    putSnapshot: (head, text) => write('chain', head, encoder.encode(text)),
    async getSnapshot(head) {
      const found = await read('chain', head);
      return found && decoder.decode(found.bytes);
    },
  };
}

/** Beside artifacts of the same bytes, and apart from them, since a snapshot is named after the node and not after its own bytes. */
type Folder = 'sha256' | 'chain';

/** Where a text of this hash is, below the tenant's prefix, unless it is encrypted: where an artifact of the same bytes would be. */
export function keyOfHash(hash: Hash): string {
  return `sha256/${hexOfContentHash(hash.slice(0, HASH_CHARACTERS))}`;
}

/** The key that a hash says its text is encrypted with. */
function keyIdOf(hash: Hash): string | undefined {
  const [, keyId] = hash.split('.');
  return keyId === undefined ? undefined : base64UrlToText(keyId);
}
