import { toJsonSchema, Validator, type JSONSchema } from '@langchain/core/utils/json_schema';
import type { Json } from '../../../../src/shared/contract/json.js';
import { canonicalJson } from '../../../../src/shared/encoding/canonical-json.js';
import { isJsonObject } from '../../../../src/shared/encoding/is-json-object.js';
import type { ApprovalSchema } from '../../../../src/workflow/approval/approval-schema.js';

/** What a tool states of its arguments: JSON Schema, or a schema of a library's. */
export type ArgumentsSchema = Parameters<typeof toJsonSchema>[0];

/**
 * What the arguments that a person gives have to be. What the model asked for may be approved whatever its schema says here: the schema's own code looks
 * at it before the tool runs, and takes what JSON Schema cannot say, such as a number written as a text.
 */
export function argumentsSchema(schema: ArgumentsSchema, proposed: Json): ApprovalSchema<Json> {
  const jsonSchema = withoutDefaults(toJsonSchema(schema) as Json);
  const validator = new Validator(jsonSchema as JSONSchema, '2020-12');
  const text = canonicalJson(proposed);
  const shown = (): Record<string, unknown> => jsonSchema as Record<string, unknown>;
  const standard = {
    version: 1 as const,
    vendor: 'onceward',
    jsonSchema: { input: shown, output: shown },
    validate(value: unknown) {
      const given = value as Json;
      if (canonicalJson(given) === text) return { value: given };
      const { valid, errors } = validator.validate(given);
      if (valid) return { value: given };
      // The first says that the whole does not fit; the last, why.
      const { error = 'it is of another shape', instanceLocation = '#' } = errors.at(-1) ?? {};
      return { issues: [{ message: error, path: instanceLocation.split('/').slice(1) }] };
    },
  };
  return { '~standard': standard };
}

/** LangChain's JSON Schema asks for each member that has a default, as it is there once the schema was applied. */
function withoutDefaults(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutDefaults);
  if (!isJsonObject(schema)) return schema;
  const { properties, required } = schema;
  const own = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, withoutDefaults(part)]));
  if (!isJsonObject(properties) || !Array.isArray(required)) return own;
  const hasDefault = (name: Json): boolean => {
    const property = typeof name === 'string' ? properties[name] : undefined;
    return isJsonObject(property) && 'default' in property;
  };
  return { ...own, required: required.filter((name) => !hasDefault(name)) };
}
