import type { DurableOptions } from '../../shared/durable/durable-options.js';
import type { Json } from '../../shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../shared/encoding/rich-json.js';
import { ToolInputInvalid } from '../../shared/errors/tool-input-invalid.js';

/**
 * What a step is called with, in today's form: an input that was recorded under an older schema is made anew by the option `migrateInput`.
 *
 * @throws ToolInputInvalid when it cannot be: a model is told, and may call again
 */
export function migratedInput(
  id: string,
  { migrateInput }: Pick<DurableOptions<never>, 'migrateInput'>,
  input: readonly Json[],
): readonly Json[] {
  if (migrateInput === undefined || input.length === 0) return input;
  const [first = null, ...others] = input;
  try {
    return [toRichJson(migrateInput(fromRichJson(first))), ...others];
  } catch (error) {
    const message = `it is of an older form, and cannot be made new (${error instanceof Error ? error.name : 'an error'})`;
    throw new ToolInputInvalid({ tool: id, issues: [{ message }] });
  }
}
