import { createCipher } from '../payloads/encryption/create-cipher.js';
import type { EncryptionOptions } from '../payloads/encryption/encryption-options.js';
import { sealedContent } from '../payloads/encryption/sealed-content.js';
import type { Artifacts } from '../shared/artifacts/artifacts.js';
import type { BlobStore } from '../shared/artifacts/blob-store.js';
import { contentAddressed, type ArtifactsPlatform } from '../shared/artifacts/content-addressed.js';
import { createSha256 } from '../shared/encoding/sha256.js';
import { InvalidOption } from '../shared/errors/invalid-option.js';

/** What every platform of the web has. */
const WEB: ArtifactsPlatform = { createHasher: createSha256, randomId: () => crypto.randomUUID(), nowMs: () => Date.now() };

export interface ClientArtifactsOptions {
  readonly context?: { readonly tenant?: string };
  readonly store?: BlobStore;
  readonly formerStores?: readonly BlobStore[];
  readonly encryption?: EncryptionOptions;
}

/** The artifacts of a client; without a store they say so when they are used. */
export function createClientArtifacts({ store, formerStores, encryption, context }: ClientArtifactsOptions): Artifacts {
  if (store === undefined) return { put: async () => refuse(), open: refuse };
  const place = sealedContent({ store, formerStores }, encryption && createCipher(encryption));
  return contentAddressed({ ...place, tenant: context?.tenant }, WEB);
}

function refuse(): never {
  const hint = 'Give oncewardClient the store that the workers have.';
  throw new InvalidOption({
    where: 'oncewardClient()',
    option: 'store',
    problem: 'is missing, and artifacts are to be put or opened',
    hint,
  });
}
