import type { BindToolsInput } from '@langchain/core/language_models/chat_models';
import { isLangChainTool } from '@langchain/core/utils/function_calling';
import { toJsonSchema } from '@langchain/core/utils/json_schema';
import type { Json } from '../../../src/shared/contract/json.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { withoutVersions } from './without-versions.js';

/** By this member LangChain's providers know a LangChain tool, whatever its schema looks like. */
const NAMESPACE = ['langchain', 'tools'];

/** A tool as a model is told of it, in JSON. How a provider puts it is left to the provider's own `bindTools`, in the activity. */
export function toBoundTool(tool: BindToolsInput): Json {
  if (!isLangChainTool(tool)) return toRichJson(tool);
  const { name, description, schema } = tool;
  const { extras, metadata } = tool as { extras?: unknown; metadata?: Record<string, unknown> };
  return toRichJson({ name, description, schema: toJsonSchema(schema), extras, metadata: withoutVersions(metadata) });
}

/** What `bindTools` of the real model takes for it. */
export function fromBoundTool(tool: Json): BindToolsInput {
  const isOfLangChain = typeof tool === 'object' && tool !== null && 'name' in tool && 'schema' in tool;
  return (isOfLangChain ? { ...tool, lc_namespace: NAMESPACE } : tool) as BindToolsInput;
}
