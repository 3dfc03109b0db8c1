import type { Json } from '../../../src/shared/contract/json.js';
import type { ModelCodec } from '../../../src/shared/chain/model-codec.js';
import type { LanguageModelV4GenerateResult } from './provider-v4.js';
import { predictMessage } from './predict-message.js';
import { fromSentMessage } from './prompt-message.js';
import { tokensOf } from './tokens-of.js';

/** How prompts, settings and answers of AI SDK language models are encoded in a `ModelCall`: provider interface v4, as rich JSON. */
export const AI_SDK_CODEC: ModelCodec = {
  name: 'ai-sdk/v4',
  predict: predictMessage,
  toMessage: fromSentMessage,
  usageOf(answer: Json) {
    const { usage, response } = answer as unknown as LanguageModelV4GenerateResult;
    return { tokens: tokensOf(usage), ...(response?.modelId !== undefined && { model: response.modelId }) };
  },
};
