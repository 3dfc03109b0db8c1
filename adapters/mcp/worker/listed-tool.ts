import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ListedTool } from '../../../src/shared/contract/toolbox.js';
import { contentHash } from '../../../src/shared/chain/content-hash.js';
import { canonicalJson } from '../../../src/shared/encoding/canonical-json.js';

/** A tool as it stands in history: what a model is told of it, and the hash of what it takes. */
export function toListedTool({ name, title, description, inputSchema, annotations }: Tool): ListedTool {
  const shownTitle = title ?? annotations?.title;
  return {
    name,
    schema: schemaHash(inputSchema as Json),
    inputSchema: inputSchema as Json,
    ...(shownTitle !== undefined && { title: shownTitle }),
    ...(description !== undefined && { description }),
    ...(annotations !== undefined && { annotations }),
  };
}

/** What a tool takes, as a hash: the same for schemas that differ in the order of their members only. Persisted. */
export function schemaHash(inputSchema: Json): string {
  return contentHash(canonicalJson(inputSchema));
}
