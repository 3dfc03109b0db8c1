import type { Json } from '../../../src/shared/contract/json.js';
import type { ToolboxContent, ToolboxResult } from '../../../src/shared/contract/toolbox.js';

type Block = { readonly [member: string]: Json | undefined };

/** What `@langchain/mcp-adapters` makes of a result: the content for the model, and the artifact for code, with the resources. */
export function toToolContent({ content = [], structuredContent, _meta: meta }: ToolboxResult): [content: Json, artifact: Json[]] {
  const blocks = content.filter(({ type }) => type !== 'resource').map(toBlock);
  const artifact: Json[] = [
    ...content.filter(({ type }) => type === 'resource').map((block) => block as Json),
    ...(structuredContent ? [{ type: 'mcp_structured_content', data: structuredContent }] : []),
    ...(meta ? [{ type: 'mcp_meta', data: meta }] : []),
  ];
  const [first] = blocks;
  if (blocks.length !== 1 || first?.['type'] !== 'text') return [blocks as Json, artifact];
  if (!structuredContent && !meta) return [first['text'] ?? '', artifact];
  return [{ ...(first as object), ...(structuredContent ? { structuredContent } : {}), ...(meta ? { meta } : {}) }, artifact];
}

function toBlock({ type, text, data, mimeType, uri }: ToolboxContent): Block {
  if (type === 'text') return { type, text };
  if (type === 'image') return { type: 'image_url', image_url: { url: `data:${textOf(mimeType)};base64,${textOf(data)}` } };
  if (type === 'audio') return { type, source_type: 'base64', data, mime_type: mimeType };
  return { type: 'file', source_type: 'url', url: uri, mime_type: mimeType };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
