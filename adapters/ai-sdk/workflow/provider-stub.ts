import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { requirePart, type DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import type { LanguageModelV4, ProviderV4 } from '../shared/provider-v4.js';
import { embeddingModelStub } from './embedding-model-stub.js';
import { imageModelStub } from './image-model-stub.js';
import { languageModelStub } from './language-model-stub.js';
import { rerankingModelStub } from './reranking-model-stub.js';
import { speechModelStub } from './speech-model-stub.js';
import { transcriptionModelStub } from './transcription-model-stub.js';

type Provider = ProviderV4 & ((modelId: string) => LanguageModelV4);

/** @internal The stub of a durable AI SDK provider: its models are stubs, each call of them an activity that says the model's id. */
export function providerStub(entry: DurableEntry): Provider {
  return defineStub(entry, createProvider);
}

function createProvider(entry: DurableEntry): Provider {
  const models = <Model>(create: (own: DurableEntry) => Model, part?: string): ((modelId: string) => Model) => {
    const own = part === undefined ? entry : requirePart(entry, part);
    return (modelId) => create(entryOfModel(own, modelId));
  };
  const languageModel = models(languageModelStub);
  const members = {
    specificationVersion: 'v4' as const,
    languageModel,
    embeddingModel: models(embeddingModelStub, 'embedding'),
    imageModel: models(imageModelStub, 'image'),
    speechModel: models(speechModelStub, 'speech'),
    transcriptionModel: models(transcriptionModelStub, 'transcription'),
    rerankingModel: models(rerankingModelStub, 'reranking'),
  };
  return refuseOthers(
    entry.id,
    Object.assign((modelId: string) => languageModel(modelId), members),
  );
}

/** The id goes along with each call, like the context of `durable.factory`. */
function entryOfModel({ parts: _parts, ...entry }: DurableEntry, modelId: string): DurableEntry {
  return { ...entry, factoryContext: modelId, description: { ...entry.description, provider: entry.id, modelId } };
}

/** What a provider has beside the members that all have, such as `chat`, would be missing without a word. */
function refuseOthers(id: string, provider: Provider): Provider {
  return new Proxy(provider, {
    get(target, name, receiver) {
      if (name in target || typeof name === 'symbol' || name === 'then' || name === 'toJSON')
        return Reflect.get(target, name, receiver) as unknown;
      throw new InvalidDurable({
        what: `The durable provider '${id}'`,
        problem: `has no '${name}' in workflow code`,
        hint: `It has ${Object.keys(target).slice(1).join(', ')}. For anything else export a durable model of its own.`,
      });
    },
  });
}
