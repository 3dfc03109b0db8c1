import type { EmbeddingModel, EmbedManyResult } from 'ai';
import type { Artifact } from '../../../src/shared/contract/artifact-reference.js';
import type { CancellationSignal } from '../../../src/shared/context/durable-context.js';
import type { VectorsArtifact } from '../../../src/shared/artifacts/vectors.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { embedBatches, type BatchOptions } from '../../../src/workflow/embedding/embed-batches.js';
import { stubOriginOf } from '../../../src/workflow/stubs/define-stub.js';
import type { EmbedOptions, EmbedReply } from '../shared/embedding-task.js';
import type { ProviderV4 } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';

const WHERE = 'embedArtifact()';
const HINT = "Give an artifact with a JSON list of texts; for texts that workflow code has, there is the AI SDK's embedMany.";

/** What `embedArtifact` embeds, and how. What is not here is as in the AI SDK's `embedMany`. */
export interface EmbedArtifactOptions extends BatchOptions, EmbedOptions {
  /** A durable embedding model, or the id of one of the provider that is set as `AI_SDK_DEFAULT_PROVIDER`. */
  readonly model: EmbeddingModel;
  /** A JSON list of texts: `artifacts.put(JSON.stringify(texts), { mediaType: 'application/json' })`. */
  readonly values: Artifact<'application/json'>;
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
  const batches = {
    where: WHERE,
    hint: HINT,
    values,
    ...(itemsPerCall !== undefined && { itemsPerCall }),
    ...(maxParallelCalls !== undefined && { maxParallelCalls }),
    options: { dimensions, providerOptions },
  };
  const entry = entryOf(options.model);
  const { embeddings, replies } = await embedBatches<EmbedOptions, EmbedReply>({
    ...batches,
    call: (task, about) => callSingle(entry, { ...task, ...(abortSignal !== undefined && { abortSignal }) }, about),
  });
  return { embeddings, ...summed(replies) };
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
