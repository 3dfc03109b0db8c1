import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Json } from '../../shared/contract/json.js';
import type { ToolDefinition } from '../../shared/durable/define-tool.js';
import { DEFAULT_POLICIES } from '../../shared/policy/default-policies.js';
import { resolvePolicy } from '../../shared/policy/resolve-policy.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { functionStub } from './function-stub.js';

/**
 * Calls a tool that was declared with `defineTool`, as an activity. The adapters have one of the same name that gives their
 * framework's own tool.
 *
 * @example
 * ```ts
 * const hits = await proxyTool(searchWeb)({ query: 'Temporal' });
 * ```
 */
export function proxyTool<Schema extends StandardSchemaV1>(
  tool: ToolDefinition<Schema>,
): (input: StandardSchemaV1.InferInput<Schema>) => Promise<Json> {
  const stub = functionStub(toolEntry(tool));
  return (input) => stub(input as Json);
}

/** The entry of a defined tool, for the adapters' own `proxyTool`. */
export function toolEntry(tool: ToolDefinition): DurableEntry {
  const { name, description, inputJsonSchema } = tool;
  return {
    activityType: `tool.${name}`,
    kind: 'tool',
    id: name,
    policy: resolvePolicy(`tool.${name}`, DEFAULT_POLICIES.tool, [tool]),
    description: { description, inputSchema: inputJsonSchema },
  };
}
