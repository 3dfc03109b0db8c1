import type { Json } from '../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';
import { TOOL_MESSAGE } from '../shared/tool-reply.js';

/** Lets the content of a tool's message go by reference, and its artifact, which no model reads, stay with the message. */
export async function toolReplyByReference(reply: Json, toReference: (part: Json) => Promise<Json>): Promise<Json> {
  const message = isJsonObject(reply) ? reply[TOOL_MESSAGE] : undefined;
  if (!isJsonObject(message) || !isJsonObject(message['data'])) return toReference(reply);
  const content = await contentByReference(message['data']['content'] ?? '', toReference);
  return { [TOOL_MESSAGE]: { ...message, data: { ...message['data'], content } } };
}

/** Of content in blocks, each text for itself: LangChain looks at the blocks. */
async function contentByReference(content: Json, toReference: (part: Json) => Promise<Json>): Promise<Json> {
  if (typeof content === 'string') return toReference(content);
  if (!Array.isArray(content)) return content;
  return Promise.all(content.map((block) => blockByReference(block, toReference)));
}

async function blockByReference(block: Json, toReference: (part: Json) => Promise<Json>): Promise<Json> {
  if (!isJsonObject(block)) return block;
  const members = Object.entries(block).map(
    async ([name, value]) => [name, typeof value === 'string' ? await toReference(value) : value] as const,
  );
  return Object.fromEntries(await Promise.all(members));
}
