import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableKind } from '../../../src/worker/adapter.js';
import type { EmbeddingModelV4, EmbeddingModelV4CallOptions } from '../shared/language-model-v4.js';
import { warningsOnRetries } from '../../../src/worker/clients/client-retries.js';
import { requireV4 } from './require-v4.js';

const UNKNOWN = 'durable';
/** What most providers take at once; a lazy model cannot be asked before it is made. */
const DEFAULT_BATCH = 100;

/** AI SDK embedding models. */
export const embeddingModelKind: DurableKind<EmbeddingModelV4> = {
  kind: 'embedding',
  stub: { module: import.meta.resolve('onceward/ai-sdk/workflow'), export: 'embeddingModelStub' },

  async describe(model, { modelId }) {
    const limit = await model?.maxEmbeddingsPerCall;
    return {
      provider: model?.provider ?? UNKNOWN,
      modelId: model?.modelId ?? modelId ?? UNKNOWN,
      maxEmbeddingsPerCall: limit !== undefined && Number.isFinite(limit) ? limit : DEFAULT_BATCH,
      supportsParallelCalls: (await model?.supportsParallelCalls) ?? true,
    };
  },

  async perform(model, call) {
    requireV4(model);
    const options = fromRichJson(call.input[0] ?? {}) as EmbeddingModelV4CallOptions;
    const { response: _response, ...result } = await model.doEmbed({ ...options, abortSignal: call.context.signal });
    const tokens = result.usage === undefined ? {} : { input: result.usage.tokens };
    call.addUsage({ provider: model.provider, model: model.modelId, tokens, billed: 'yes' });
    return toRichJson(result);
  },

  warnings: warningsOnRetries,
};
