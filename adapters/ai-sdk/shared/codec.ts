import type { ModelCodec } from '../../../src/shared/chain/model-codec.js';
import { predictMessage } from './predict-message.js';

/** How prompts, settings and answers of AI SDK language models are encoded in a `ModelCall`: provider interface v4, as rich JSON. */
export const AI_SDK_CODEC: ModelCodec = { name: 'ai-sdk/v4', predict: predictMessage };
