import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson } from '../../../src/shared/encoding/rich-json.js';
import { encodeBase64 } from '../../../src/shared/encoding/base64.js';

interface Stored {
  readonly type: string;
  readonly data: { readonly [name: string]: Json };
}

/**
 * A conversation as stored messages of LangChain: what `mapStoredMessagesToChatMessages` reads. The last answer has the name that the conversation's
 * other answers have: an agent names each after the node that asked.
 */
export function toExportedMessages(prompt: readonly Json[], answer: Json): Json[] {
  const answers = (prompt as unknown as readonly Stored[]).filter(({ type }) => type === 'ai');
  const name = answers.at(-1)?.data['name'];
  const { type, data } = answer as unknown as Stored;
  const last = name === undefined || data['name'] !== undefined ? answer : { type, data: { ...data, name } };
  return [...prompt, last].map(toPlainJson);
}

/** Bytes as base64, which content blocks take as well. */
function toPlainJson(message: Json): Json {
  const text = JSON.stringify(fromRichJson(message), (_key, value: unknown) => (value instanceof Uint8Array ? encodeBase64(value) : value));
  return JSON.parse(text) as Json;
}
