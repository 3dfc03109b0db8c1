import type { Json } from '../../../src/shared/contract/json.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';

type Members = { readonly [name: string]: Json };

const MESSAGE_MEMBERS = 'role,content';
const PART_MEMBERS = 'type,toolCallId,toolName,output';
const OUTPUT_MEMBERS = 'type,value';

/** A message of a prompt as it is sent: results of tools, which come with every step, without the names that all of them have. */
export function toSentMessage(message: unknown): Json {
  const plain = toRichJson(message) as Members;
  const { role, content } = plain;
  const isBare = role === 'tool' && Object.keys(plain).join() === MESSAGE_MEMBERS;
  if (!isBare || !Array.isArray(content) || !content.every(isPlainResult)) return plain;
  return {
    results: content.map(({ toolCallId, toolName, output }) => ({ call: toolCallId, tool: toolName, [output.type]: output.value })),
  };
}

/** The message, as the AI SDK made it, in rich JSON. */
export function fromSentMessage(sent: Json): Json {
  const { results } = sent as Members;
  if (!Array.isArray(results)) return sent;
  return { role: 'tool', content: (results as Members[]).map(toPart) };
}

function toPart({ call = null, tool = null, ...output }: Members): Json {
  const [[type, value] = ['', null]] = Object.entries(output);
  return { type: 'tool-result', toolCallId: call, toolName: tool, output: { type, value } };
}

interface PlainResult {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly output: { readonly type: string; readonly value: Json };
}

/** With these members in this order and no other: anything else is sent as it is. */
function isPlainResult(part: Json): part is Json & PlainResult {
  const { type, output } = (part ?? {}) as Members;
  const isNamed = type === 'tool-result' && Object.keys(part as Members).join() === PART_MEMBERS;
  return isNamed && typeof output === 'object' && output !== null && Object.keys(output).join() === OUTPUT_MEMBERS;
}
