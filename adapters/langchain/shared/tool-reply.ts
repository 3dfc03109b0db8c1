import type { ToolMessage } from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { fromStoredMessage, toStoredMessage } from './stored-message.js';

const TOOL_MESSAGE = '$toolMessage';

/** What a tool gave, as JSON: a plain value, which a worker in another language can give too, or its whole message. */
export function toToolReply(output: unknown): Json {
  return isToolMessage(output) ? { [TOOL_MESSAGE]: toStoredMessage(output) } : toRichJson(output);
}

/** What the tool gave. */
export function fromToolReply(reply: Json): unknown {
  const isMessage = typeof reply === 'object' && reply !== null && !Array.isArray(reply) && TOOL_MESSAGE in reply;
  return isMessage ? fromStoredMessage(reply[TOOL_MESSAGE] ?? null) : fromRichJson(reply);
}

function isToolMessage(output: unknown): output is ToolMessage {
  return typeof output === 'object' && output !== null && 'tool_call_id' in output && 'toDict' in output;
}
