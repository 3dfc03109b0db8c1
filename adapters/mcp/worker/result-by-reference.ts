import type { Json } from '../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';

type ToReference = (part: Json) => Promise<Json>;

/** Lets large texts of a result go by reference; the frameworks look at the blocks around them. */
export async function resultByReference(result: Json, toReference: ToReference): Promise<Json> {
  if (!isJsonObject(result)) return toReference(result);
  const { content, structuredContent } = result;
  return {
    ...result,
    ...(Array.isArray(content) && { content: await Promise.all(content.map((block) => blockByReference(block, toReference))) }),
    ...(structuredContent !== undefined && { structuredContent: await toReference(structuredContent) }),
  };
}

async function blockByReference(block: Json, toReference: ToReference): Promise<Json> {
  if (!isJsonObject(block)) return block;
  const { text, resource } = block;
  return {
    ...block,
    ...(typeof text === 'string' && { text: await toReference(text) }),
    ...(resource !== undefined && { resource: await blockByReference(resource, toReference) }),
  };
}
