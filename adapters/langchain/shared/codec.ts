import type { ModelCodec } from '../../../src/shared/chain/model-codec.js';
import { predictMessage } from './predict-message.js';

/** How prompts, settings and answers of LangChain chat models are encoded in a `ModelCall`: stored messages, as rich JSON. */
export const LANGCHAIN_CODEC: ModelCodec = { name: 'langchain/v1', predict: predictMessage };
