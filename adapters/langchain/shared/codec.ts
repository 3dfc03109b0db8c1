import type { UsageMetadata } from '@langchain/core/messages';
import type { ModelCodec } from '../../../src/shared/chain/model-codec.js';
import { predictMessage } from './predict-message.js';
import { tokensOf } from './tokens-of.js';

interface StoredAnswer {
  readonly data: { readonly usage_metadata?: UsageMetadata; readonly response_metadata?: { readonly model_name?: unknown } };
}

/** How prompts, settings and answers of LangChain chat models are encoded in a `ModelCall`: stored messages, as rich JSON. */
export const LANGCHAIN_CODEC: ModelCodec = {
  name: 'langchain/v1',
  predict: predictMessage,
  toMessage: (sent) => sent,
  usageOf(answer) {
    const { usage_metadata: usage, response_metadata: { model_name: model } = {} } = (answer as unknown as StoredAnswer).data;
    return { tokens: tokensOf(usage), ...(typeof model === 'string' && { model }) };
  },
};
