import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import type { Hash } from '../../shared/contract/json.js';
import type { Cipher } from './create-cipher.js';
import { encryptedStore } from './encrypted-store.js';

/** Where content is kept, and what it is called there. */
export interface ContentPlace {
  readonly store: BlobStore;
  /** Where content was kept before: only read. */
  readonly formerStores: readonly BlobStore[];
  /** Where everything is encrypted: names that tell nothing of the content. Elsewhere content is named after its hash. */
  readonly naming?: ContentNaming;
}

/** Names under a key. */
export interface ContentNaming {
  /** The key that new content is named and encrypted with. */
  readonly keyId: string;
  /** The name of content with this hash, under the current key or another one. */
  nameOf(sha256: Hash, keyId?: string): Promise<Hash>;
}

/** The same place with everything in it encrypted. Without a cipher, the place as it is. */
export function sealedContent(
  { store, formerStores = [] }: Partial<ContentPlace> & Pick<ContentPlace, 'store'>,
  cipher: Cipher | undefined,
): ContentPlace {
  if (cipher === undefined) return { store, formerStores };
  return {
    store: encryptedStore(store, cipher),
    formerStores: formerStores.map((former) => encryptedStore(former, cipher)),
    naming: { keyId: cipher.keyId, nameOf: (sha256, keyId) => cipher.nameOf(sha256, keyId) },
  };
}
