import type { Embeddings } from '@langchain/core/embeddings';
import { readTexts } from '../../../src/shared/artifacts/cut-texts.js';
import type { EmbeddingTask } from '../../../src/shared/embedding/embedding-task.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind, StepCall } from '../../../src/worker/adapter.js';
import { batchLimits, performEmbeddingTask, type Embedder } from '../../../src/worker/embedding/perform-embedding-task.js';
import type { DescribeReply, DescribeTask, PartOptions } from '../shared/index-task.js';
import { documentsOfPart } from './documents-of-part.js';
import { modelIdOf } from './model-id-of.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** What most providers take at once, and what an activity's result can hold. */
const LARGEST_BATCH = 100;

/** LangChain embeddings: a text in, its vector out; or texts in, and their vectors. The texts may be an artifact: then they go in batches. */
export const embeddingsKind: CallableKind<Embeddings> = {
  kind: 'embedding',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'embeddingsStub' },

  describe: (embeddings, { modelId }) => ({
    batchSize: Math.min(batchSizeOf(embeddings) ?? LARGEST_BATCH, LARGEST_BATCH),
    ...(modelId !== undefined && { modelId }),
  }),

  async perform(embeddings, call) {
    const input = fromRichJson(call.input[0] ?? null) as string | string[] | DescribeTask | EmbeddingTask<PartOptions>;
    const embedder = embedderOf(embeddings, call);
    if (typeof input === 'object' && 'task' in input && input.task === 'describe') return toRichJson(describeEmbedder(embeddings, input));
    if (typeof input === 'object' && 'task' in input) return toRichJson(await performEmbeddingTask(input, embedder));
    if (Array.isArray(input)) return toRichJson((await embedder.embed(input, {})).vectors);
    const vector = await withoutRetries(embeddings).embedQuery(input);
    addUsage(call, embeddings);
    return toRichJson(vector);
  },

  warnings: remainingRetries,
};

/** What whoever plans an index has to know. A wrapper's class says little of its model: `modelId` says it. */
function describeEmbedder(embeddings: Embeddings, { itemsPerCall, modelId }: DescribeTask): DescribeReply {
  const { dimensions } = embeddings as { dimensions?: unknown };
  const maxParallelCalls = concurrencyOf(embeddings);
  return {
    embedder: {
      id: modelId ?? modelIdOf(embeddings) ?? embeddings.constructor.name,
      ...(typeof dimensions === 'number' && { dimensions }),
    },
    limits: batchLimits({ items: batchSizeOf(embeddings) }, itemsPerCall),
    ...(maxParallelCalls !== undefined && { maxParallelCalls }),
  };
}

function embedderOf(embeddings: Embeddings, call: StepCall): Embedder<PartOptions> {
  const { artifacts } = call.context;
  return {
    artifacts,
    readTexts: async (texts, { part }) =>
      part === undefined
        ? readTexts(artifacts, texts)
        : (await documentsOfPart(artifacts, texts, part)).map(({ pageContent }) => pageContent),
    limits: () => ({ items: batchSizeOf(embeddings), supportsParallelCalls: true, maxParallelCalls: concurrencyOf(embeddings) }),
    async embed(texts) {
      const vectors = await withoutRetries(embeddings).embedDocuments(texts);
      addUsage(call, embeddings);
      if (vectors.length === texts.length) return { vectors, more: {} };
      throw new Error(`The model gave ${vectors.length} vectors for ${texts.length} texts.`);
    },
  };
}

/** LangChain does not say how many tokens that took. */
function addUsage(call: StepCall, embeddings: Embeddings): void {
  call.addUsage({ provider: 'langchain', model: modelIdOf(embeddings) ?? 'durable', tokens: {}, billed: 'yes' });
}

/** How many requests its client has under way at a time; the others wait in it, where their time runs out. */
function concurrencyOf({ caller }: Partial<Pick<Embeddings, 'caller'>>): number | undefined {
  const { maxConcurrency } = (caller ?? {}) as { maxConcurrency?: unknown };
  return typeof maxConcurrency === 'number' && Number.isFinite(maxConcurrency) ? maxConcurrency : undefined;
}

/** How many texts its client puts into one request. */
function batchSizeOf(embeddings: Embeddings | undefined): number | undefined {
  const { batchSize } = (embeddings ?? {}) as { batchSize?: unknown };
  return typeof batchSize === 'number' ? batchSize : undefined;
}
