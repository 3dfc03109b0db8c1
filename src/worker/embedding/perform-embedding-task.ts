import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import { cutTexts, readTexts } from '../../shared/artifacts/cut-texts.js';
import { joinVectors } from '../../shared/artifacts/join-vectors.js';
import { FLOAT32_MEDIA_TYPE, packVectors } from '../../shared/artifacts/vectors.js';
import type { ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { CutReply, CutTask, EmbeddingTask, EmbedReply, EmbedTask, JoinReply } from '../../shared/embedding/embedding-task.js';
import type { BatchLimits } from '../../shared/size/to-batches.js';

/** Few enough that little is embedded again after a kill: 1.6 MB of vectors with 1,536 numbers. */
const MOST_ITEMS = 256;
/** Some 64,000 tokens of English, and never above the 300,000 that a large provider takes in one request, where a character is a token. */
const MOST_BYTES = 256_000;

/** What a model takes in one request; what it does not state, it takes without a limit. */
export interface EmbedderLimits {
  readonly items?: number | undefined;
  readonly bytes?: number | undefined;
  readonly supportsParallelCalls: boolean;
  /** How many requests at a time its client lets through. */
  readonly maxParallelCalls?: number | undefined;
}

/** An embedding model, as an adapter knows it. `More` is what the framework gives beside the vectors. */
export interface Embedder<Options, More extends object = object> {
  readonly artifacts: Artifacts;
  readonly limits: () => EmbedderLimits | Promise<EmbedderLimits>;
  /** The texts of a batch. @default those of a JSON list */
  readonly readTexts?: (texts: ArtifactReference, options: Options) => Promise<string[]>;
  /** Makes one request of the provider. Gives a vector for each text, in their order. */
  readonly embed: (texts: string[], options: Options) => Promise<{ readonly vectors: readonly (readonly number[])[]; readonly more: More }>;
}

/** Performs a part of what embedding an artifact of texts takes. */
export function performEmbeddingTask<Options, More extends object>(
  task: EmbeddingTask<Options>,
  embedder: Embedder<Options, More>,
): Promise<CutReply | (EmbedReply & More) | JoinReply> {
  if (task.task === 'cut') return cut(task, embedder);
  return task.task === 'embed' ? embedBatch(task, embedder) : joinVectors(embedder.artifacts, task.parts);
}

/** How much goes into one request: what the model takes and the caller wants, and never so much that a kill costs a lot. */
export function batchLimits(
  { items = Infinity, bytes = Infinity }: Pick<EmbedderLimits, 'items' | 'bytes'>,
  itemsPerCall: number = MOST_ITEMS,
): BatchLimits {
  return { items: Math.min(items, itemsPerCall), bytes: Math.min(bytes, MOST_BYTES) };
}

async function cut({ texts, itemsPerCall }: CutTask, embedder: Embedder<never>): Promise<CutReply> {
  const { supportsParallelCalls, maxParallelCalls, ...limits } = await embedder.limits();
  const batches = await cutTexts(embedder.artifacts, texts, batchLimits(limits, itemsPerCall));
  return { batches, supportsParallelCalls, ...(maxParallelCalls !== undefined && { maxParallelCalls }) };
}

async function embedBatch<Options, More extends object>(
  { texts, options }: EmbedTask<Options>,
  { artifacts, embed, readTexts: read = (reference) => readTexts(artifacts, reference) }: Embedder<Options, More>,
): Promise<EmbedReply & More> {
  const { vectors, more } = await embed(await read(texts, options), options);
  const { bytes, dimensions } = packVectors(vectors);
  return { vectors: { type: 'file', mediaType: FLOAT32_MEDIA_TYPE, data: bytes }, dimensions, ...more };
}
