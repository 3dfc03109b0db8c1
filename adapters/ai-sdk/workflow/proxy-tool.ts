import type { Tool } from 'ai';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ToolDefinition } from '../../../src/shared/durable/define-tool.js';
import { toolEntry } from '../../../src/workflow/stubs/proxy-tool.js';
import { toolStub } from './tool-stub.js';

/**
 * The AI SDK tool of a definition, for workflow code: the model sees its description and schema, and a call is an activity.
 *
 * @example
 * ```ts
 * const agent = new ToolLoopAgent({ model, tools: { searchWeb: proxyTool(searchWeb) } });
 * ```
 */
export function proxyTool<Schema extends StandardSchemaV1>(tool: ToolDefinition<Schema>): Tool<StandardSchemaV1.InferInput<Schema>, Json> {
  return toolStub(toolEntry(tool)) as Tool<StandardSchemaV1.InferInput<Schema>, Json>;
}
