import { toJsonSchema, Validator, type JSONSchema } from '@langchain/core/utils/json_schema';
import type { Json } from '../../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../../src/shared/encoding/is-json-object.js';
import { jsonApprovalSchema } from '../../../../src/workflow/approval/json-approval-schema.js';
import type { SynchronousSchema } from '../../../../src/workflow/synchronous-schema.js';

/** What a tool states of its arguments: JSON Schema, or a schema of a library's. */
export type ArgumentsSchema = Parameters<typeof toJsonSchema>[0];

/** What the arguments that a person gives have to be. */
export function argumentsSchema(schema: ArgumentsSchema, proposed: Json): SynchronousSchema<Json> {
  const jsonSchema = withoutDefaults(toJsonSchema(schema) as Json);
  const validator = new Validator(jsonSchema as JSONSchema, '2020-12');
  return jsonApprovalSchema(jsonSchema, proposed, (value) => {
    const { valid, errors } = validator.validate(value);
    if (valid) return undefined;
    // The first says that the whole does not fit; the last, why.
    const { error = 'it is of another shape', instanceLocation = '#' } = errors.at(-1) ?? {};
    return { message: error, path: instanceLocation.split('/').slice(1) };
  });
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
