import type { VectorsPart } from '../../shared/artifacts/join-vectors.js';
import type { VectorsArtifact } from '../../shared/artifacts/vectors.js';
import { isArtifactReference, type Artifact } from '../../shared/contract/artifact-reference.js';
import type { CutReply, EmbeddingTask, EmbedReply, JoinReply } from '../../shared/embedding/embedding-task.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { artifactOf } from '../../shared/files/to-file.js';
import { checkCount } from '../../shared/options/check-count.js';
import { gather } from '../fan-out/gather.js';

/** How many requests are under way at a time, unless the caller or the model says otherwise. */
export const DEFAULT_PARALLEL_CALLS = 8;

/** How an artifact of texts goes to a model. */
export interface BatchOptions {
  /**
   * The most texts that go in one request. What its model takes, and 256 KB of text, are never exceeded.
   *
   * @default 256
   */
  readonly itemsPerCall?: number;
  /** The most requests at a time. One, where the model says that it takes no more. @default what its client lets through, or 8 */
  readonly maxParallelCalls?: number;
}

/** What is embedded, and how an adapter asks its model. */
export interface EmbedBatches<Options> extends BatchOptions {
  /** The function that the user called, and what else the framework has for texts that are no artifact. */
  readonly where: string;
  readonly hint: string;
  readonly values: Artifact<'application/json'>;
  /** What goes along with each request. */
  readonly options: Options;
  /** Performs one task as an activity of the model. */
  readonly call: <Reply>(task: EmbeddingTask<Options>, about: string) => Promise<Reply>;
}

/** The vectors, in the order of the texts, and what each request gave beside them. */
export interface EmbeddedBatches<Reply> {
  readonly embeddings: VectorsArtifact;
  readonly replies: readonly Reply[];
}

/**
 * Embeds the texts of an artifact in batches, each an activity, recorded by itself: after a crash it goes on with those that are not done. Texts and vectors
 * are in the store only.
 *
 * @throws InvalidOption; StepFailed
 */
export async function embedBatches<Options, Reply extends EmbedReply>(task: EmbedBatches<Options>): Promise<EmbeddedBatches<Reply>> {
  const { values, itemsPerCall, maxParallelCalls, options, call } = task;
  checkTask(task);
  const cut = await call<CutReply>({ v: 1, task: 'cut', texts: values, ...(itemsPerCall !== undefined && { itemsPerCall }) }, 'cut texts');
  const { batches } = cut;
  const replies = await gather(
    batches,
    ({ texts, count }, index) =>
      call<Reply>({ v: 1, task: 'embed', texts, options }, `batch ${index + 1}/${batches.length} · ${count} values`),
    { concurrency: parallelCalls(cut, maxParallelCalls), label: 'batch' },
  );
  const embeddings = await call<JoinReply>({ v: 1, task: 'join', parts: replies.map(toPart) }, 'join vectors');
  return { embeddings, replies };
}

/** How many requests are under way at a time: as the caller states, or as the model's client lets through. */
function parallelCalls(cut: Omit<CutReply, 'batches'>, stated: number | undefined): number {
  return cut.supportsParallelCalls ? (stated ?? cut.maxParallelCalls ?? DEFAULT_PARALLEL_CALLS) : 1;
}

/** In the store, or the few bytes themselves. */
function toPart({ vectors: { data }, dimensions }: EmbedReply): VectorsPart {
  return { vectors: artifactOf(data) ?? (data as Uint8Array), dimensions };
}

function checkTask({ where, hint, values, itemsPerCall, maxParallelCalls }: Omit<EmbedBatches<unknown>, 'call'>): void {
  checkCount(where, 'itemsPerCall', itemsPerCall);
  checkCount(where, 'maxParallelCalls', maxParallelCalls);
  if (isArtifactReference(values)) return;
  throw new InvalidOption({ where, option: 'values', problem: Array.isArray(values) ? 'is a list' : 'is no artifact', hint });
}
