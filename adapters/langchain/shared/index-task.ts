import type { ArtifactReference } from '../../../src/shared/contract/artifact-reference.js';
import type { EmbedderIdentity } from '../../../src/shared/errors/embedder-mismatch.js';
import type { BatchLimits } from '../../../src/shared/size/to-batches.js';
import type { GivenDocuments } from './documents-artifact.js';

/** What becomes of chunks that changed or went away: as in LangChain's `index`, with `none` for no clean-up. */
export type Cleanup = 'none' | 'incremental' | 'full';

/**
 * What `function.<id>` of a vector store does when documents are indexed: compares them with what stands in the index, writes a batch, deletes what is
 * stale. Stands in histories, as rich JSON.
 */
export type IndexTask = PlanTask | WriteTask | CleanTask;

export interface PlanTask {
  readonly v: 1;
  readonly task: 'plan';
  readonly documents: GivenDocuments;
  readonly embedder: EmbedderIdentity;
  readonly limits: BatchLimits;
  readonly cleanup: Cleanup;
  readonly sourceIdKey?: string;
}

/** What is to be done. `batches` is a JSON list of references to documents, each with the id that it gets in the index. */
export interface PlanReply {
  readonly batches: ArtifactReference;
  readonly count: number;
  readonly numSkipped: number;
  /** When it began, by the clock of the record manager: what was seen earlier only is stale. */
  readonly startedAt: number;
  /** For incremental clean-up: a JSON list of the sources that were seen. */
  readonly sources?: ArtifactReference;
}

export interface WriteTask {
  readonly v: 1;
  readonly task: 'write';
  readonly batches: ArtifactReference;
  readonly part: number;
  /** The file that the embeddings gave. */
  readonly vectors: { readonly type: 'file'; readonly data: Uint8Array };
  readonly embedder: Required<EmbedderIdentity>;
  readonly startedAt: number;
  readonly sourceIdKey?: string;
}

export interface CleanTask {
  readonly v: 1;
  readonly task: 'clean';
  readonly cleanup: Exclude<Cleanup, 'none'>;
  readonly startedAt: number;
  readonly sources?: ArtifactReference;
}

export interface CleanReply {
  readonly numDeleted: number;
}

/** What embeddings are asked before anything is planned. Stands in histories. */
export interface DescribeTask {
  readonly v: 1;
  readonly task: 'describe';
  readonly itemsPerCall?: number;
  /** What the durable thing says its model is. */
  readonly modelId?: string;
}

export interface DescribeReply {
  readonly embedder: EmbedderIdentity;
  readonly limits: BatchLimits;
  readonly maxParallelCalls?: number;
}

/** What an embedding of a batch of the index takes along: which one of the list. */
export interface PartOptions {
  readonly part?: number;
}

/** What a splitter does with documents by reference. Stands in histories. */
export interface SplitTask {
  readonly v: 1;
  readonly task: 'split';
  readonly documents: GivenDocuments;
}

/** What a loader does when it loads by reference. Stands in histories. */
export interface LoadTask {
  readonly v: 1;
  readonly task: 'load';
}
