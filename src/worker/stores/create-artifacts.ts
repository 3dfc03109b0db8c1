import { createHash, randomUUID } from 'node:crypto';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { ContentPlace } from '../../payloads/encryption/sealed-content.js';
import { contentAddressed, type ArtifactsPlatform, type ContentAddressedOptions } from '../../shared/artifacts/content-addressed.js';
import { checkOptions } from '../../shared/options/check-options.js';

const NODE: ArtifactsPlatform = { createHasher: () => createHash('sha256'), randomId: randomUUID, nowMs: () => Date.now() };

/**
 * Artifacts in `store`, for a program that is neither a worker nor a client; in a step use `durableContext().artifacts`.
 *
 * @throws UnknownOption; InvalidOption if `tenant` is empty, or too long for a key
 * @example
 * ```ts
 * const artifacts = createArtifacts({ store: fileStore({ folder: '.onceward/artifacts' }) });
 * const text = await artifacts.open(reference).text();
 * ```
 */
export function createArtifacts(options: ContentAddressedOptions): Artifacts {
  checkOptions('createArtifacts()', options, ['store', 'formerStores', 'tenant']);
  return contentAddressed(options, NODE);
}

/** @internal The artifacts of a tenant in a worker's place for content, which may be encrypted. */
export function artifactsIn(place: ContentPlace, tenant: string | undefined): Artifacts {
  return contentAddressed({ ...place, tenant }, NODE);
}
