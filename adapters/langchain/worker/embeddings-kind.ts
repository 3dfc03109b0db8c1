import type { Embeddings } from '@langchain/core/embeddings';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { modelIdOf } from './model-id-of.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** What most providers take at once, and what an activity's result can hold. */
const LARGEST_BATCH = 100;

/** LangChain embeddings: a text in, its vector out; or texts in, and their vectors. */
export const embeddingsKind: CallableKind<Embeddings> = {
  kind: 'embedding',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'embeddingsStub' },

  describe(embeddings) {
    const { batchSize } = (embeddings ?? {}) as { batchSize?: unknown };
    return { batchSize: typeof batchSize === 'number' ? Math.min(batchSize, LARGEST_BATCH) : LARGEST_BATCH };
  },

  async perform(embeddings, call) {
    const [texts] = call.input as [string | string[]];
    const embedder = withoutRetries(embeddings);
    const vectors = Array.isArray(texts) ? await embedder.embedDocuments(texts) : await embedder.embedQuery(texts);
    // LangChain does not say how many tokens that took.
    call.addUsage({ provider: 'langchain', model: modelIdOf(embeddings) ?? 'durable', tokens: {}, billed: 'yes' });
    return toRichJson(vectors);
  },

  warnings: remainingRetries,
};
