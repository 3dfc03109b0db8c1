import type { ArtifactReference } from '../contract/artifact-reference.js';
import type { Artifacts } from './artifacts.js';
import { FLOAT32_MEDIA_TYPE, type VectorsArtifact } from './vectors.js';

/** Vectors of one length: in a store, or the few that are here. */
export interface VectorsPart {
  readonly vectors: ArtifactReference | Uint8Array;
  readonly dimensions: number;
}

/**
 * Vectors that came in parts as one artifact, in their order. Each part is read while it is written, so that however many there are, few are in memory.
 *
 * @throws Error when the parts have vectors of different lengths; and what `artifacts.put` and the readers of `artifacts.open` throw
 */
export async function joinVectors(artifacts: Artifacts, parts: readonly VectorsPart[]): Promise<VectorsArtifact> {
  const lengths = new Set(parts.map(({ dimensions }) => dimensions));
  if (lengths.size > 1) throw new Error(`The model gave vectors of different lengths: ${[...lengths].join(', ')}.`);
  const [dimensions = 0] = lengths;
  return { ...(await artifacts.put(bytesOf(artifacts, parts), { mediaType: FLOAT32_MEDIA_TYPE })), dimensions };
}

async function* bytesOf(artifacts: Artifacts, parts: readonly VectorsPart[]): AsyncGenerator<Uint8Array, void, void> {
  for (const { vectors } of parts) {
    if (vectors instanceof Uint8Array) yield vectors;
    else yield* artifacts.open(vectors).stream();
  }
}
