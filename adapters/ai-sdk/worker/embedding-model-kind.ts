import { InvalidResponseDataError } from 'ai';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { isEmbeddingTask } from '../../../src/shared/embedding/embedding-task.js';
import type { CallableKind, StepCall } from '../../../src/worker/adapter.js';
import { performEmbeddingTask, type Embedder } from '../../../src/worker/embedding/perform-embedding-task.js';
import type { BesideVectors, EmbedOptions } from '../shared/embedding-task.js';
import { readMaxInputBytes } from '../shared/max-input-bytes.js';
import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '../shared/provider-v4.js';
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
    return toRichJson(await performEmbeddingTask(input, embedderOf(model, stepCall)));
  },
};

function embedderOf(model: EmbeddingModelV4, stepCall: StepCall): Embedder<EmbedOptions, BesideVectors> {
  return {
    artifacts: stepCall.context.artifacts,
    limits: async () => ({
      items: await model.maxEmbeddingsPerCall,
      bytes: await readMaxInputBytes(model),
      supportsParallelCalls: await model.supportsParallelCalls,
    }),
    async embed(values, options) {
      const { embeddings, usage, warnings, providerMetadata } = await callOnce(EMBEDDING, {
        model,
        options: { ...options, values },
        stepCall,
      });
      if (embeddings.length !== values.length) {
        const message = `Expected ${values.length} embeddings, but received ${embeddings.length}.`;
        throw new InvalidResponseDataError({ data: undefined, message });
      }
      const more = {
        ...(usage !== undefined && { usage }),
        ...(warnings.length > 0 && { warnings }),
        ...(providerMetadata !== undefined && { providerMetadata }),
      };
      return { vectors: embeddings, more };
    },
  };
}
