import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import type { Hash } from '../../shared/contract/json.js';
import type { Cipher } from './create-cipher.js';
import { encryptedStore } from './encrypted-store.js';

/** Where content is kept, and what it is called there. */
export interface ContentPlace {
  readonly store: BlobStore;
  readonly formerStores?: readonly BlobStore[];
  readonly nameOf?: (sha256: Hash) => Promise<Hash>;
}

/** The same place with everything in it encrypted, and names that tell nothing of the content. Without a cipher, the place as it is. */
export function sealedContent(place: ContentPlace, cipher: Cipher | undefined): ContentPlace {
  if (cipher === undefined) return place;
  const { store, formerStores = [] } = place;
  return {
    store: encryptedStore(store, cipher),
    formerStores: formerStores.map((former) => encryptedStore(former, cipher)),
    nameOf: (sha256) => cipher.nameOf(sha256),
  };
}
