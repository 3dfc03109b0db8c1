import { NotInWorkflow } from '../../../src/shared/errors/not-in-workflow.js';
import type { ProviderV4 } from '../shared/provider-v4.js';

function refuse(modelId: string): never {
  throw new NotInWorkflow({ what: `The model '${modelId}' was named, and no durable provider is set as AI_SDK_DEFAULT_PROVIDER,` });
}

/** Stands where the AI SDK looks for models that are only named, until workflow code sets a durable provider there. */
export const refusingProvider: ProviderV4 = {
  specificationVersion: 'v4',
  languageModel: refuse,
  embeddingModel: refuse,
  imageModel: refuse,
  speechModel: refuse,
  transcriptionModel: refuse,
  rerankingModel: refuse,
};
