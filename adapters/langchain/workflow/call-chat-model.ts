import type { BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callModel } from '../../../src/workflow/call-model.js';
import type { ChatSettings, StructuredSettings } from '../shared/chat-settings.js';
import { LANGCHAIN_CODEC } from '../shared/codec.js';
import { fromStoredMessage } from '../shared/stored-message.js';
import { withPresentTools } from './called-tools.js';
import { toCallOptions } from './call-options.js';
import { toStoredText } from './stored-text.js';

/** The options of a call, with what `bindTools` and `withStructuredOutput` put there. */
export interface ChatCallOptions extends BaseChatModelCallOptions {
  tools?: Json[];
  structured?: StructuredSettings;
  /** Fields of the model, of one that lets a call configure them. */
  configured?: { readonly [name: string]: Json };
}

/** Sends one call of a chat model to its activity. */
export async function callChatModel(
  entry: DurableEntry,
  messages: readonly BaseMessage[],
  { tools, structured, configured, ...options }: ChatCallOptions,
): Promise<BaseMessage> {
  const settings: ChatSettings = { options: toCallOptions(options), tools, structured, configurable: configured };
  const answer = await callModel(entry, {
    texts: messages.map(toStoredText),
    settings: toRichJson(settings),
    instructions: countOfInstructions(messages),
    tools: () => Object.fromEntries((tools ?? []).map((tool, index) => [nameOfTool(tool) ?? `tool ${index}`, tool])),
    codec: LANGCHAIN_CODEC,
  });
  const told = (tools ?? []).flatMap((tool) => nameOfTool(tool) ?? []);
  return fromStoredMessage(withPresentTools(answer, told));
}

function countOfInstructions(messages: readonly BaseMessage[]): number {
  const count = messages.findIndex(({ type }) => type !== 'system');
  return count === -1 ? messages.length : count;
}

/** As LangChain has it, or as a provider wants it. */
function nameOfTool(tool: Json): string | undefined {
  const { name, function: own } = (isJsonObject(tool) ? tool : {}) as {
    readonly name?: Json;
    readonly function?: { readonly name?: Json };
  };
  const stated = name ?? own?.name;
  return typeof stated === 'string' ? stated : undefined;
}
