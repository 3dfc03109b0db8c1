import type { BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ModelCall, ModelReply } from '../../../src/shared/contract/prompt-chain.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import type { ChatSettings, StructuredSettings } from '../shared/chat-settings.js';
import { LANGCHAIN_CODEC } from '../shared/codec.js';
import { fromStoredMessage, toStoredMessage } from '../shared/stored-message.js';
import { textOf } from '../shared/text-of.js';
import { toCallOptions } from './call-options.js';

/** The options of a call, with what `bindTools` and `withStructuredOutput` put there. */
export interface ChatCallOptions extends BaseChatModelCallOptions {
  tools?: Json[];
  structured?: StructuredSettings;
}

/** Sends one call of a chat model to its activity. */
export async function callChatModel(
  entry: DurableEntry,
  messages: readonly BaseMessage[],
  { tools, structured, ...options }: ChatCallOptions,
): Promise<BaseMessage> {
  const settings: ChatSettings = { options: toCallOptions(options), tools, structured };
  const call: ModelCall = {
    v: 1,
    conversation: 'main',
    parent: null,
    delta: messages.map(toStoredMessage),
    settings: { value: toRichJson(settings) },
    codec: LANGCHAIN_CODEC,
  };
  const summary = `model ${entry.id} · ${textOf(entry.description['modelId'], entry.id)}`;
  const reply = (await callDurable({ entry, input: [call as unknown as Json], summary })) as unknown as ModelReply;
  if (reply.kind !== 'answer') throw new Error(`${entry.activityType} asked for a prompt that it was given.`);
  return fromStoredMessage(reply.answer);
}
