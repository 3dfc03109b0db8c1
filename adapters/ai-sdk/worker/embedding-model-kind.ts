import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { isEmbeddingTask } from '../shared/embedding-task.js';
import { readMaxInputBytes } from '../shared/max-input-bytes.js';
import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '../shared/provider-v4.js';
import { performEmbeddingTask } from './perform-embedding-task.js';
import { callOnce, singleCallKind, type SingleCallOptions } from './single-call-kind.js';

const EMBEDDING: SingleCallOptions<EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result> = {
  kind: 'embedding',
  stub: 'embeddingModelStub',
  async describe(model, { itemsPerCall }) {
    const limit = model === undefined ? itemsPerCall : await model.maxEmbeddingsPerCall;
    const bytes = model && (await readMaxInputBytes(model));
    return {
      ...(limit !== undefined && Number.isFinite(limit) && { maxEmbeddingsPerCall: limit }),
      ...(bytes !== undefined && { maxInputBytesPerCall: bytes }),
      supportsParallelCalls: (await model?.supportsParallelCalls) ?? true,
    };
  },
  call: (model, options) => model.doEmbed(options),
  usageOf: ({ usage }) => ({ tokens: { input: usage?.tokens } }),
};

const plainCalls = singleCallKind(EMBEDDING);

/** AI SDK embedding models. The texts are in the call, or an artifact: then it goes in batches, see `EmbeddingTask`. */
export const embeddingModelKind: CallableKind<EmbeddingModelV4> = {
  ...plainCalls,

  async perform(model, stepCall): Promise<Json> {
    const input = fromRichJson(stepCall.input[0] ?? {}) as object;
    if (!isEmbeddingTask(input)) return plainCalls.perform(model, stepCall);
    const embed = (options: EmbeddingModelV4CallOptions): ReturnType<typeof callOnce<EmbeddingModelV4, object, EmbeddingModelV4Result>> =>
      callOnce(EMBEDDING, { model, options, stepCall });
    return toRichJson(await performEmbeddingTask(input, { model, artifacts: stepCall.context.artifacts, embed }));
  },
};
