import type { DynamicStructuredTool } from '@langchain/core/tools';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { ToolDefinition } from '../../../src/shared/durable/define-tool.js';
import { toolEntry } from '../../../src/workflow/stubs/proxy-tool.js';
import { toolStub } from './tool-stub.js';

/**
 * The LangChain tool of a definition, for workflow code: the model sees its description and schema, and a call is an activity.
 *
 * @example
 * ```ts
 * const agent = createAgent({ model, tools: [proxyTool(searchWeb)] });
 * ```
 */
export function proxyTool<Schema extends StandardSchemaV1>(tool: ToolDefinition<Schema>): DynamicStructuredTool {
  return toolStub(toolEntry(tool));
}
