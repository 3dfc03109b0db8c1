import type { TextBatch } from '../artifacts/cut-texts.js';
import type { VectorsPart } from '../artifacts/join-vectors.js';
import type { VectorsArtifact } from '../artifacts/vectors.js';
import type { ArtifactReference } from '../contract/artifact-reference.js';

/**
 * What an embedding model's activity does when the texts are an artifact: cuts them into batches, embeds a batch, makes one artifact of the vectors of
 * all. Stands in histories, as rich JSON; an adapter's plain call, with the texts in it, is its framework's own.
 */
export type EmbeddingTask<Options = unknown> = CutTask | EmbedTask<Options> | JoinTask;

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
  /** How many requests at a time its client lets through, where it has a limit of its own. */
  readonly maxParallelCalls?: number;
}

export interface EmbedTask<Options = unknown> {
  readonly v: 1;
  readonly task: 'embed';
  readonly texts: ArtifactReference;
  /** What the framework's own call takes beside the texts. */
  readonly options: Options;
}

/** The vectors are a file, as messages have them: after the journal has them, they go into the store. */
export interface EmbedReply {
  readonly vectors: VectorsFile;
  readonly dimensions: number;
}

export interface VectorsFile {
  readonly type: 'file';
  readonly mediaType: string;
  readonly data: Uint8Array | string;
}

export interface JoinTask {
  readonly v: 1;
  readonly task: 'join';
  readonly parts: readonly VectorsPart[];
}

export type JoinReply = VectorsArtifact;

/** Tells a task from an adapter's plain call. */
export function isEmbeddingTask(input: object): input is EmbeddingTask<never> {
  return 'task' in input && 'v' in input;
}
