import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Json } from '../contract/json.js';
import { ToolInputInvalid } from '../errors/tool-input-invalid.js';
import { CALL_OPTION_NAMES } from './durable-options.js';
import type { ToolDefinition } from './define-tool.js';
import { writeDurableTag } from './durable-tag.js';

const TOOL = Symbol.for('onceward.implemented-tool');

/** The code of a defined tool, ready to be exported from a registered module. */
export interface ImplementedTool {
  readonly [TOOL]: (input: Json) => Promise<Json>;
}

/**
 * Gives a defined tool its code. Export the result from a module that the worker registers.
 *
 * @param url `import.meta.url` of that module
 * @throws ToolInputInvalid in the activity, when the input does not fit the schema
 * @example
 * ```ts
 * export const searchWebTool = implementTool(import.meta.url, searchWeb, async ({ query }) => search(query));
 * ```
 */
export function implementTool<Schema extends StandardSchemaV1>(
  url: string,
  tool: ToolDefinition<Schema>,
  execute: (input: StandardSchemaV1.InferOutput<Schema>) => Promise<Json>,
): ImplementedTool {
  const run = async (input: Json): Promise<Json> => {
    const checked = await tool.inputSchema['~standard'].validate(input);
    if (checked.issues !== undefined) throw new ToolInputInvalid({ tool: tool.name, issues: checked.issues });
    return execute(checked.value);
  };
  const stated = CALL_OPTION_NAMES.filter((name) => Object.hasOwn(tool, name)).map((name) => [name, tool[name]] as const);
  const options = { ...Object.fromEntries(stated), id: tool.name };
  return writeDurableTag({ [TOOL]: run }, { v: 1, moduleUrl: url, options, origin: { type: 'value' } });
}

/** @internal The code of an implemented tool, or undefined for anything else. */
export function implementationOf(target: unknown): ((input: Json) => Promise<Json>) | undefined {
  return typeof target === 'object' && target !== null ? (target as Partial<ImplementedTool>)[TOOL] : undefined;
}
