import type { TextBatch } from '../../../src/shared/artifacts/cut-texts.js';
import type { VectorsPart } from '../../../src/shared/artifacts/join-vectors.js';
import type { VectorsArtifact } from '../../../src/shared/artifacts/vectors.js';
import type { ArtifactReference } from '../../../src/shared/contract/artifact-reference.js';
import type { FilePart } from './file-part.js';
import type { EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from './provider-v4.js';

/**
 * What an embedding model's activity does when the texts are an artifact: cuts them into batches, embeds a batch, makes one artifact of the vectors of
 * all. Stands in histories, as rich JSON; the plain call, with the texts in it, is the provider interface's own.
 */
export type EmbeddingTask = CutTask | EmbedTask | JoinTask;

export interface CutTask {
  readonly v: 1;
  readonly task: 'cut';
  readonly texts: ArtifactReference;
  /** As the caller wants it; never more than the model takes. */
  readonly itemsPerCall?: number;
}

export interface CutReply {
  readonly batches: readonly TextBatch[];
  readonly supportsParallelCalls: boolean;
}

export interface EmbedTask {
  readonly v: 1;
  readonly task: 'embed';
  readonly texts: ArtifactReference;
  readonly options: Pick<EmbeddingModelV4CallOptions, 'dimensions' | 'providerOptions'>;
}

/** The vectors are a file: after the journal has them, they go into the store. */
export interface EmbedReply extends Pick<EmbeddingModelV4Result, 'usage' | 'providerMetadata'> {
  readonly vectors: FilePart;
  readonly dimensions: number;
  readonly warnings?: EmbeddingModelV4Result['warnings'];
}

export interface JoinTask {
  readonly v: 1;
  readonly task: 'join';
  readonly parts: readonly VectorsPart[];
}

export type JoinReply = VectorsArtifact;

export function isEmbeddingTask(input: object): input is EmbeddingTask {
  return 'task' in input && 'v' in input;
}
