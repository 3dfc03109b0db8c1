import type { ToolMessage } from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { fromStoredMessage, toStoredMessage } from './stored-message.js';

/** The one member of a reply that is a tool's whole message. */
export const TOOL_MESSAGE = '$toolMessage';

/**
 * What a tool gave, as JSON: a plain value, which a worker in another language can give too, or its whole message. A message that LangChain
 * would make of its content again is that content.
 */
export function toToolReply(output: unknown, toolName: string): Json {
  if (!isToolMessage(output)) return toRichJson(output);
  return isMereContent(output, toolName) ? output.content : { [TOOL_MESSAGE]: toStoredMessage(output) };
}

function isMereContent(message: ToolMessage, toolName: string): message is ToolMessage & { readonly content: string } {
  const { content, name, status = 'success', id, artifact, additional_kwargs: kwargs, response_metadata: metadata } = message;
  const isPlain = typeof content === 'string' && name === toolName && status === 'success' && id === undefined && artifact === undefined;
  return isPlain && Object.keys({ ...kwargs, ...metadata }).length === 0;
}

/** What the tool gave. */
export function fromToolReply(reply: Json): unknown {
  const isMessage = typeof reply === 'object' && reply !== null && !Array.isArray(reply) && TOOL_MESSAGE in reply;
  return isMessage ? fromStoredMessage(reply[TOOL_MESSAGE] ?? null) : fromRichJson(reply);
}

function isToolMessage(output: unknown): output is ToolMessage {
  return typeof output === 'object' && output !== null && 'tool_call_id' in output && 'toDict' in output;
}
