import type { CallableKind, DurableKind, DurablePart } from '../../../src/worker/adapter.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import type { ProviderV4 } from '../shared/provider-v4.js';
import { embeddingModelKind } from './embedding-model-kind.js';
import { imageModelKind } from './image-model-kind.js';
import { languageModelKind } from './language-model-kind.js';
import { rerankingModelKind } from './reranking-model-kind.js';
import { speechModelKind } from './speech-model-kind.js';
import { transcriptionModelKind } from './transcription-model-kind.js';

/** AI SDK providers: what makes models of every kind by their ids. The id goes along with each call. */
export const providerKind: DurableKind<ProviderV4> = {
  ...modelsOf(languageModelKind, (provider, modelId) => provider.languageModel(modelId)),
  stub: { module: import.meta.resolve('onceward/ai-sdk/workflow'), export: 'providerStub' },
  describe: () => ({}),
  parts: () => ({
    embedding: modelsOf(embeddingModelKind, (provider, modelId) => provider.embeddingModel(modelId)),
    image: modelsOf(imageModelKind, (provider, modelId) => provider.imageModel(modelId)),
    speech: modelsOf(speechModelKind, (provider, modelId) => provider.speechModel?.(modelId)),
    transcription: modelsOf(transcriptionModelKind, (provider, modelId) => provider.transcriptionModel?.(modelId)),
    reranking: modelsOf(rerankingModelKind, (provider, modelId) => provider.rerankingModel?.(modelId)),
  }),
};

type Make<Model> = (provider: ProviderV4, modelId: string) => Model | undefined;

function modelsOf<Model>(of: CallableKind<Model>, make: Make<Model>): DurablePart<ProviderV4> & Pick<DurableKind, 'kind'> {
  const { kind, codec } = of;
  return {
    kind,
    ...(codec !== undefined && { codec }),
    async perform(provider, call) {
      const modelId = call.input.at(-1);
      const model = typeof modelId === 'string' ? make(provider, modelId) : undefined;
      if (model === undefined) throw unmade(kind, modelId);
      return of.perform(model, { ...call, input: call.input.slice(0, -1) });
    },
  };
}

function unmade(kind: string, modelId: unknown): InvalidDurable {
  const hint = 'Ask for a kind of model that the provider has, by its id.';
  return new InvalidDurable({ what: 'The durable AI SDK provider', problem: `has no ${kind} model '${String(modelId)}'`, hint });
}
