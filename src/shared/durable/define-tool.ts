import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Json } from '../contract/json.js';
import { checkCallOptions } from './check-call-options.js';
import type { CallOptions } from './durable-options.js';

export interface ToolDefinitionOptions<Schema extends StandardSchemaV1> extends CallOptions {
  /** What the model calls it, and the second half of the activity type, `tool.<name>`. */
  readonly name: string;
  readonly description: string;
  /** Any Standard Schema: zod, valibot, arktype. Checked in the activity, before the code runs. */
  readonly inputSchema: Schema;
  /** The same as JSON Schema, for the model. */
  readonly inputJsonSchema: { readonly [key: string]: Json };
}

/** A tool without its code: pure, so workflow code may import it. */
export interface ToolDefinition<Schema extends StandardSchemaV1 = StandardSchemaV1> extends ToolDefinitionOptions<Schema> {
  readonly definition: 'tool';
}

const OPTION_NAMES = ['name', 'description', 'inputSchema', 'inputJsonSchema'] as const;

/**
 * Declares a tool in a file that both worlds import; `implementTool` gives it code in another. For people who would rather not have
 * the bundler replace a file.
 *
 * @throws UnknownOption
 * @example
 * ```ts
 * export const searchWeb = defineTool({ name: 'searchWeb', description: 'Searches the web', inputSchema, inputJsonSchema });
 * ```
 */
export function defineTool<Schema extends StandardSchemaV1>(options: ToolDefinitionOptions<Schema>): ToolDefinition<Schema> {
  checkCallOptions(`defineTool(${options.name})`, options, OPTION_NAMES);
  return { ...options, definition: 'tool' };
}
