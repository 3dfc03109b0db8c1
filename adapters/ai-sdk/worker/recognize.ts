import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';

/** The name of the kind that a thing of the AI SDK is; undefined for what is not of the AI SDK. */
export function recognize(target: object): string | undefined {
  if ('languageModel' in target && typeof target.languageModel === 'function') return 'ai-sdk/provider';
  if ('specificationVersion' in target) return recognizeModel(target);
  const isTool = 'inputSchema' in target && !('invoke' in target) && ('execute' in target || 'isProviderExecuted' in target);
  return isTool ? 'ai-sdk/tool' : undefined;
}

function recognizeModel(target: object): string | undefined {
  if ('doEmbed' in target) return 'ai-sdk/embedding-model';
  if ('doRerank' in target) return 'ai-sdk/reranking-model';
  if (!('doGenerate' in target)) return undefined;
  if ('doStream' in target && 'supportedUrls' in target) return 'ai-sdk/language-model';
  return 'maxImagesPerCall' in target ? 'ai-sdk/image-model' : soundKindOf(target);
}

/** Models that speak and models that listen have the same members; their names tell them apart. */
function soundKindOf(model: object): string {
  const { provider } = model as { readonly provider?: unknown };
  const names = `${String(provider)} ${model.constructor.name}`;
  const [speaks, listens] = [/speech/i.test(names), /transcri/i.test(names)];
  if (speaks !== listens) return speaks ? 'ai-sdk/speech-model' : 'ai-sdk/transcription-model';
  throw new InvalidDurable({
    what: `The AI SDK model of provider '${String(provider)}'`,
    problem: 'does not say whether it is for speech or for transcription',
    hint: "Say it: durable.lazy('ai-sdk/speech-model', () => model), or 'ai-sdk/transcription-model'.",
  });
}
