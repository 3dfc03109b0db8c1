import type { AIMessage } from '@langchain/core/messages';
import type { WireExchange } from '../../../src/worker/capture/to-captured-text.js';

/** Where LangChain's OpenAI models put the response's body, when their option `__includeRawResponse` is set. */
const RAW_RESPONSE = '__raw_response';

/** Takes the provider's response out of a message: it is no part of a conversation, and must not stand in history. */
export function takeRawResponse(message: AIMessage): WireExchange {
  const { [RAW_RESPONSE]: body, ...rest } = message.additional_kwargs;
  if (body === undefined) return {};
  message.additional_kwargs = rest;
  return { response: { body } };
}
