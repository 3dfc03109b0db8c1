import type { Json } from '../../../src/shared/contract/json.js';
import { plainlyMisfits } from '../../../src/shared/json-schema/plainly-misfits.js';
import type { LanguageModelV4CallOptions, LanguageModelV4Content } from './provider-v4.js';

/**
 * The ids of an answer's tool calls whose input plainly does not fit the schema that the model was told; nothing for an answer without calls. It stands in the
 * answer, for a replay to go the same way when the schema is another by then.
 */
export function misfitsIn(
  content: readonly LanguageModelV4Content[],
  tools: LanguageModelV4CallOptions['tools'] = [],
): readonly string[] | undefined {
  const calls = content.flatMap((part) => (part.type === 'tool-call' && part.providerExecuted !== true ? [part] : []));
  if (calls.length === 0) return undefined;
  return calls.flatMap(({ toolCallId, toolName, input }) => {
    const told = tools.find(({ name }) => name === toolName);
    const value = parsedInput(input);
    const misfits = told?.type === 'function' && value !== undefined && plainlyMisfits(told.inputSchema as Json, value);
    return misfits ? [toolCallId] : [];
  });
}

/** As the SDK reads it: no text at all is an empty object. */
export function parsedInput(input: string): Json | undefined {
  if (input.trim() === '') return {};
  try {
    return JSON.parse(input) as Json;
  } catch {
    return undefined;
  }
}
