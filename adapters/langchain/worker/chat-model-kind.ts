import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { chainHead, settingsHash } from '../../../src/shared/chain/chain-hash.js';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ModelCall, ModelReply } from '../../../src/shared/contract/prompt-chain.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableKind } from '../../../src/worker/adapter.js';
import type { ChatSettings } from '../shared/chat-settings.js';
import { fromStoredMessage, toStoredMessage } from '../shared/stored-message.js';
import { invokeChatModel } from './invoke-chat-model.js';
import { modelIdOf } from './model-id-of.js';
import { recordUsage } from './record-usage.js';

const UNKNOWN = 'durable';

/** LangChain chat models. One attempt is one provider request: the client's own retries are off. */
export const chatModelKind: DurableKind<BaseChatModel> = {
  kind: 'model',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'chatModelStub' },

  describe: (model, { modelId }) => ({
    name: model?.getName() ?? UNKNOWN,
    type: model?._llmType() ?? UNKNOWN,
    modelId: modelIdOf(model) ?? modelId ?? UNKNOWN,
    // Agents choose by it how to ask for structured output.
    profile: toRichJson(model?.profile ?? {}),
  }),

  async perform(model, call) {
    const { parent, delta, codec, settings } = call.input[0] as unknown as ModelCall;
    if (parent !== null || 'ref' in settings) return toJson({ kind: 'need', prompt: true, settings: true });
    const message = await invokeChatModel(model, {
      messages: delta.map(fromStoredMessage),
      settings: fromRichJson(settings.value) as ChatSettings,
      signal: call.context.signal,
    });
    recordUsage(call, { provider: model._llmType(), model: modelIdOf(model) ?? UNKNOWN, message });
    const head = chainHead({ v: 1, parent, delta, codec });
    return toJson({ kind: 'answer', answer: toStoredMessage(message), head, next: head, settings: settingsHash(settings.value) });
  },
};

function toJson(reply: ModelReply): Json {
  return { ...reply };
}
