import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '../shared/provider-v4.js';
import { singleCallKind } from './single-call-kind.js';

/** What most providers take at once; a lazy model cannot be asked before it is made. */
const DEFAULT_BATCH = 100;

/** AI SDK embedding models. */
export const embeddingModelKind = singleCallKind<EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result>({
  kind: 'embedding',
  stub: 'embeddingModelStub',
  async describe(model, { itemsPerCall }) {
    const limit = model === undefined ? itemsPerCall : await model.maxEmbeddingsPerCall;
    return {
      maxEmbeddingsPerCall: limit !== undefined && Number.isFinite(limit) ? limit : DEFAULT_BATCH,
      supportsParallelCalls: (await model?.supportsParallelCalls) ?? true,
    };
  },
  call: (model, options) => model.doEmbed(options),
  usageOf: ({ usage }) => ({ tokens: { input: usage?.tokens } }),
});
