import type { EmbeddingModel, EmbedManyResult } from 'ai';
import { isArtifactReference, type Artifact } from '../../../src/shared/contract/artifact-reference.js';
import type { CancellationSignal } from '../../../src/shared/context/durable-context.js';
import type { VectorsPart } from '../../../src/shared/artifacts/join-vectors.js';
import type { VectorsArtifact } from '../../../src/shared/artifacts/vectors.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { artifactOf } from '../../../src/shared/files/to-file.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { gather } from '../../../src/workflow/fan-out/gather.js';
import { stubOriginOf } from '../../../src/workflow/stubs/define-stub.js';
import type { CutReply, EmbeddingTask, EmbedReply, JoinReply } from '../shared/embedding-task.js';
import type { EmbeddingModelV4CallOptions, ProviderV4 } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';

const WHERE = 'embedArtifact()';
const DEFAULT_PARALLEL_CALLS = 8;

/** What `embedArtifact` embeds, and how. What is not here is as in the AI SDK's `embedMany`. */
export interface EmbedArtifactOptions extends Pick<EmbeddingModelV4CallOptions, 'dimensions' | 'providerOptions'> {
  /** A durable embedding model, or the id of one of the provider that is set as `AI_SDK_DEFAULT_PROVIDER`. */
  readonly model: EmbeddingModel;
  /** A JSON list of texts: `artifacts.put(JSON.stringify(texts), { mediaType: 'application/json' })`. */
  readonly values: Artifact<'application/json'>;
  /**
   * The most texts that go in one request. What its model takes, and 256 KB of text, are never exceeded.
   *
   * @default 256
   */
  readonly itemsPerCall?: number;
  /** The most requests at a time. One, where the model says that it takes no more. @default 8 */
  readonly maxParallelCalls?: number;
  /** Ends the requests that are under way when it is aborted. */
  readonly abortSignal?: CancellationSignal;
}

const OPTION_NAMES = [
  'model',
  'values',
  'itemsPerCall',
  'maxParallelCalls',
  'abortSignal',
  'dimensions',
  'providerOptions',
] as const satisfies readonly (keyof EmbedArtifactOptions)[];

/** What came of it. */
export interface EmbedArtifactResult extends Pick<EmbedManyResult, 'usage' | 'warnings' | 'providerMetadata'> {
  /** The vectors, in the order of the texts. `openVectors(artifacts, embeddings)` reads them, in a client or in a durable step. */
  readonly embeddings: VectorsArtifact;
}

/**
 * Embeds the texts of an artifact, however many, for workflow code: texts and vectors are in the store only, and the workflow passes on references. Each
 * request to the provider is an activity, recorded by itself, so after a crash it goes on with those that are not done.
 *
 * @throws StepFailed when a request failed for good, or the artifact holds no list of texts; InvalidDurable for a model that is not durable; InvalidOption;
 *   UnknownOption
 * @example
 * ```ts
 * const { embeddings } = await embedArtifact({ model: embedder, values: await splitIntoTexts(document) });
 * await writeToIndex(embeddings); // a durable function: openVectors(durableContext().artifacts, embeddings)
 * ```
 */
export async function embedArtifact(options: EmbedArtifactOptions): Promise<EmbedArtifactResult> {
  checkOptions(WHERE, options, OPTION_NAMES);
  const { values, itemsPerCall, maxParallelCalls, abortSignal, dimensions, providerOptions } = options;
  checkValues(values);
  checkCount('itemsPerCall', itemsPerCall);
  checkCount('maxParallelCalls', maxParallelCalls);
  const entry = entryOf(options.model);
  const call = <Reply>(task: EmbeddingTask, about: string): Promise<Reply> =>
    callSingle<Reply>(entry, { ...task, ...(abortSignal !== undefined && { abortSignal }) }, about);

  const cut = await call<CutReply>({ v: 1, task: 'cut', texts: values, ...(itemsPerCall !== undefined && { itemsPerCall }) }, 'cut texts');
  const { batches } = cut;
  const concurrency = cut.supportsParallelCalls ? (maxParallelCalls ?? DEFAULT_PARALLEL_CALLS) : 1;
  const replies = await gather(
    batches,
    ({ texts, count }, index) =>
      call<EmbedReply>(
        { v: 1, task: 'embed', texts, options: { dimensions, providerOptions } },
        `batch ${index + 1}/${batches.length} · ${count} values`,
      ),
    { concurrency, label: 'batch' },
  );
  const embeddings = await call<JoinReply>({ v: 1, task: 'join', parts: replies.map(toPart) }, 'join vectors');
  return { embeddings, ...summed(replies) };
}

/** In the store, or the few bytes themselves. */
function toPart({ vectors: { data }, dimensions }: EmbedReply): VectorsPart {
  return { vectors: artifactOf(data) ?? (data as Uint8Array), dimensions };
}

function summed(replies: readonly EmbedReply[]): Omit<EmbedArtifactResult, 'embeddings'> {
  const all = replies.flatMap(({ providerMetadata = {} }) => Object.entries(providerMetadata));
  const providerMetadata: NonNullable<EmbedReply['providerMetadata']> = {};
  for (const [provider, metadata] of all) providerMetadata[provider] = { ...providerMetadata[provider], ...metadata };
  return {
    // As the AI SDK has it: not a number when one answer does not say.
    usage: { tokens: replies.reduce((sum, { usage }) => sum + (usage?.tokens ?? Number.NaN), 0) },
    warnings: replies.flatMap(({ warnings = [] }) => warnings),
    providerMetadata: all.length === 0 ? undefined : providerMetadata,
  };
}

function entryOf(model: EmbeddingModel): DurableEntry {
  const named = typeof model === 'string' ? defaultProvider().embeddingModel(model) : model;
  const entry = stubOriginOf(named)?.entry;
  if (entry?.kind === 'embedding') return entry;
  throw new InvalidDurable({
    what: WHERE,
    problem: 'got a model that is no durable embedding model',
    hint: 'Import the model from a durable module; middleware around it would not be seen by the activities.',
  });
}

function defaultProvider(): ProviderV4 {
  return (globalThis as unknown as { readonly AI_SDK_DEFAULT_PROVIDER: ProviderV4 }).AI_SDK_DEFAULT_PROVIDER;
}

function checkValues(values: unknown): void {
  if (isArtifactReference(values)) return;
  const problem = Array.isArray(values) ? 'is a list' : 'is no artifact';
  const hint = "Give an artifact with a JSON list of texts; for texts that workflow code has, there is the AI SDK's embedMany.";
  throw new InvalidOption({ where: WHERE, option: 'values', problem, hint });
}

function checkCount(option: string, count: number | undefined): void {
  if (count === undefined || (Number.isInteger(count) && count > 0)) return;
  throw new InvalidOption({ where: WHERE, option, problem: `is ${count}`, hint: 'Give a whole number from 1.' });
}
