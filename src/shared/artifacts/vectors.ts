import type { Artifact } from '../contract/artifact-reference.js';
import { InvalidOption } from '../errors/invalid-option.js';
import type { Artifacts } from './artifacts.js';

/** The media type of vectors: 32-bit floats, little-endian, one vector after the other. */
export const FLOAT32_MEDIA_TYPE = 'application/x-float32';

/** A reference to vectors of one length. */
export type VectorsArtifact = Artifact<typeof FLOAT32_MEDIA_TYPE> & {
  /** How many numbers each vector has. */
  readonly dimensions: number;
};

const FLOAT_BYTES = 4;

/**
 * Stores vectors, such as the embeddings of a document: 4 bytes a number, where JSON in a history takes about 20.
 *
 * Each number becomes the nearest 32-bit float: what models give is one already and comes back as it was; of another number about 7 decimal
 * digits stay (a relative error of at most 2⁻²⁴).
 *
 * @throws InvalidOption when the vectors differ in length, or a number is none that a 32-bit float can hold; and what `artifacts.put` throws
 * @example
 * ```ts
 * const { embeddings } = await embedMany({ model, values });
 * const vectors = await putVectors(durableContext().artifacts, embeddings);
 * const [first] = await openVectors(durableContext().artifacts, vectors);
 * ```
 */
export async function putVectors(artifacts: Artifacts, vectors: readonly ArrayLike<number>[]): Promise<VectorsArtifact> {
  const { bytes, dimensions } = packVectors(vectors);
  return { ...(await artifacts.put(bytes, { mediaType: FLOAT32_MEDIA_TYPE })), dimensions };
}

/** Vectors as the bytes of an artifact. */
export interface PackedVectors {
  readonly bytes: Uint8Array;
  readonly dimensions: number;
}

/**
 * Vectors as 32-bit floats, one after the other.
 *
 * @throws InvalidOption when the vectors differ in length, or a number is none that a 32-bit float can hold
 */
export function packVectors(vectors: readonly ArrayLike<number>[]): PackedVectors {
  const dimensions = vectors[0]?.length ?? 0;
  const bytes = new Uint8Array(vectors.length * dimensions * FLOAT_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [row, vector] of vectors.entries()) {
    if (vector.length !== dimensions) throw invalid(`have ${dimensions} numbers at first, and ${vector.length} in vector ${row}`);
    for (let column = 0; column < dimensions; column += 1) {
      const number = Math.fround(vector[column] ?? Number.NaN);
      if (!Number.isFinite(number)) throw invalid(`hold ${String(vector[column])} in vector ${row}, at ${column}`);
      view.setFloat32((row * dimensions + column) * FLOAT_BYTES, number, true);
    }
  }
  return { bytes, dimensions };
}

/**
 * Reads vectors that `putVectors` stored, in their order. They share one buffer.
 *
 * @throws InvalidOption when the reference is not one of `putVectors`; and what `artifacts.open` and its readers throw
 */
export async function openVectors(artifacts: Artifacts, reference: VectorsArtifact): Promise<Float32Array[]> {
  const { dimensions, bytes: size, mediaType } = reference;
  const rowBytes = dimensions * FLOAT_BYTES;
  const fits = Number.isInteger(dimensions) && dimensions >= 0 && (size === 0 || size % rowBytes === 0);
  if (mediaType !== FLOAT32_MEDIA_TYPE || !fits) throw invalid(`are ${size} bytes of ${mediaType} with ${String(dimensions)} dimensions`);
  return unpackVectors(await artifacts.open(reference).bytes(), dimensions);
}

/** The vectors that `packVectors` packed. They share one buffer. */
export function unpackVectors(bytes: Uint8Array, dimensions: number): Float32Array[] {
  const size = bytes.byteLength;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float32Array(size / FLOAT_BYTES);
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = view.getFloat32(index * FLOAT_BYTES, true);
  return Array.from({ length: size === 0 ? 0 : size / (dimensions * FLOAT_BYTES) }, (_, row) =>
    numbers.subarray(row * dimensions, (row + 1) * dimensions),
  );
}

function invalid(problem: string): InvalidOption {
  const hint = 'Vectors are lists of numbers of one length; a reference to them is what `putVectors` returned, as it is.';
  return new InvalidOption({ where: 'vectors', option: 'vectors', problem, hint });
}
