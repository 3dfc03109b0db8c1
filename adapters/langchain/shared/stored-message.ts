import {
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  type BaseMessage,
  type StoredMessage,
} from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import { withoutVersions } from './without-versions.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';

/** A message as JSON, whole: content blocks, tool calls, usage, artifact, metadata and id. */
export function toStoredMessage(message: BaseMessage): Json {
  const [stored] = mapChatMessagesToStoredMessages([message]);
  const { metadata, ...data } = (stored?.data ?? {}) as { readonly metadata?: Record<string, unknown> };
  const own = withoutVersions(metadata);
  return toRichJson({ ...stored, data: { ...withContent(data, message), ...(own !== undefined && { metadata: own }) } });
}

/** LangChain stores what was given as `contentBlocks` under a name that it does not read again; to the message they are its content. */
function withContent(data: Readonly<Record<string, unknown>>, { content }: BaseMessage): object {
  const { content_blocks: blocks, ...others } = data;
  return blocks === undefined ? data : { content, ...others };
}

/** The message that `toStoredMessage` was given. Makes known message classes only, whatever the JSON says. */
export function fromStoredMessage(stored: Json): BaseMessage {
  const [message] = mapStoredMessagesToChatMessages([fromRichJson(stored) as StoredMessage]);
  if (message === undefined) throw new TypeError('A stored message is empty.');
  return message;
}
