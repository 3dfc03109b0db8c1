import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind } from '../../../src/worker/adapter.js';
import type { ChatSettings } from '../shared/chat-settings.js';
import { LANGCHAIN_CODEC } from '../shared/codec.js';
import { fromStoredMessage, toStoredMessage } from '../shared/stored-message.js';
import { invokeChatModel } from './invoke-chat-model.js';
import { modelIdOf } from './model-id-of.js';
import { recordUsage } from './record-usage.js';
import { takeRawResponse } from './take-raw-response.js';
import { remainingRetries } from './without-retries.js';

const UNKNOWN = 'durable';

/** LangChain chat models. One attempt is one provider request: the client's own retries are off. */
export const chatModelKind: CallableKind<BaseChatModel> = {
  kind: 'model',
  codec: LANGCHAIN_CODEC,
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'chatModelStub' },

  describe(model, options) {
    const modelId = modelIdOf(model) ?? options.modelId;
    return {
      name: model?.getName() ?? UNKNOWN,
      type: model?._llmType() ?? UNKNOWN,
      ...(modelId !== undefined && { modelId }),
      // Agents choose by it how to ask for structured output.
      profile: toRichJson(model?.profile ?? {}),
    };
  },

  async perform(model, call) {
    const { messages, settings } = await call.prompt();
    const message = await invokeChatModel(model, {
      messages: messages.map(fromStoredMessage),
      settings: fromRichJson(settings) as ChatSettings,
      signal: call.context.signal,
    });
    const wire = takeRawResponse(message);
    const captured = wire.response && (await call.capture?.(wire));
    recordUsage(call, { provider: model._llmType(), model: modelIdOf(model) ?? UNKNOWN, message, captured });
    return toStoredMessage(message);
  },

  warnings: remainingRetries,
};
