import type { Json } from '../../../src/shared/contract/json.js';
import { TOOL_MESSAGE } from '../shared/tool-reply.js';

type Members = { readonly [name: string]: Json };

/** Lets the content of a tool's message go by reference, and its artifact, which no model reads, stay with the message. */
export async function toolReplyByReference(reply: Json, toReference: (part: Json) => Promise<Json>): Promise<Json> {
  const message = isMembers(reply) ? reply[TOOL_MESSAGE] : undefined;
  if (!isMembers(message) || !isMembers(message['data'])) return toReference(reply);
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
  if (!isMembers(block)) return block;
  const members = Object.entries(block).map(
    async ([name, value]) => [name, typeof value === 'string' ? await toReference(value) : value] as const,
  );
  return Object.fromEntries(await Promise.all(members));
}

function isMembers(value: Json | undefined): value is Members & { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
