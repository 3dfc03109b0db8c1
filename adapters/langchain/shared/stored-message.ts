import {
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  type BaseMessage,
  type StoredMessage,
} from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';

/** A message as JSON, whole: content blocks, tool calls, usage, artifact, metadata and id. */
export function toStoredMessage(message: BaseMessage): Json {
  return toRichJson(mapChatMessagesToStoredMessages([message])[0]);
}

/** The message that `toStoredMessage` was given. Makes known message classes only, whatever the JSON says. */
export function fromStoredMessage(stored: Json): BaseMessage {
  const [message] = mapStoredMessagesToChatMessages([fromRichJson(stored) as StoredMessage]);
  if (message === undefined) throw new TypeError('A stored message is empty.');
  return message;
}
