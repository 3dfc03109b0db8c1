import type { Json } from '../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';
import { isToolReply } from '../shared/tool-reply.js';

type ToReference = (part: Json) => Promise<Json>;

/** Lets large texts of what a model is told go by reference; the AI SDK looks at what is around them. */
export async function toolReplyByReference(reply: Json, toReference: ToReference): Promise<Json> {
  if (!isToolReply(reply)) return toReference(reply);
  const { $output, $modelOutput } = reply;
  return { $output: await toReference($output), $modelOutput: await modelOutputByReference($modelOutput, toReference) };
}

async function modelOutputByReference(output: Json, toReference: ToReference): Promise<Json> {
  if (!isJsonObject(output) || output['value'] === undefined) return output;
  const { type, value } = output;
  if (type !== 'content' || !Array.isArray(value)) return { ...output, value: await toReference(value) };
  const parts = value.map(async (part) =>
    isJsonObject(part) && typeof part['text'] === 'string' ? { ...part, text: await toReference(part['text']) } : part,
  );
  return { ...output, value: await Promise.all(parts) };
}
