import type { Json } from '../../../src/shared/contract/json.js';
import { isPlainObject } from '../../../src/shared/files/map-content.js';

type Members = { readonly [name: string]: Json };
type ToReference = (part: Json) => Promise<Json>;

/** Lets large texts of a result go by reference; the frameworks look at the blocks around them. */
export async function resultByReference(result: Json, toReference: ToReference): Promise<Json> {
  if (!isMembers(result)) return toReference(result);
  const { content, structuredContent } = result;
  return {
    ...result,
    ...(Array.isArray(content) && { content: await Promise.all(content.map((block) => blockByReference(block, toReference))) }),
    ...(structuredContent !== undefined && { structuredContent: await toReference(structuredContent) }),
  };
}

async function blockByReference(block: Json, toReference: ToReference): Promise<Json> {
  if (!isMembers(block)) return block;
  const { text, resource } = block;
  return {
    ...block,
    ...(typeof text === 'string' && { text: await toReference(text) }),
    ...(resource !== undefined && { resource: await blockByReference(resource, toReference) }),
  };
}

function isMembers(value: Json | undefined): value is Members & { [name: string]: Json } {
  return isPlainObject(value);
}
