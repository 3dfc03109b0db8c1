import type { Hash } from './json.js';

/** A reference to bytes in a store. It names no bucket and no URL: stores may move. */
export interface ArtifactReference {
  readonly $artifact: 1;
  readonly store: string;
  readonly key: string;
  readonly sha256: Hash;
  readonly bytes: number;
  readonly mediaType: string;
  readonly tenant?: string;
  readonly preview?: string;
}

/** A reference whose media type the compiler knows: `Artifact<'image/png'>`. */
export type Artifact<MediaType extends string = string> = ArtifactReference & { readonly mediaType: MediaType };

/** Tells an artifact reference from other JSON. */
export function isArtifactReference(value: unknown): value is ArtifactReference {
  return typeof value === 'object' && value !== null && '$artifact' in value && value.$artifact === 1;
}
