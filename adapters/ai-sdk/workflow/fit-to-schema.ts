import type { Json } from '../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';

/**
 * What a schema makes of an input that fits it: defaults filled in, members that it does not know left out, in the schema's order.
 * The AI SDK tells the model the input as the schema read it, so the prompt of the next call depends on this. Whether the input fits,
 * and what else a schema's code does to it, is decided in the activity.
 */
export function fitToSchema(schema: Json | undefined, value: Json | undefined): Json | undefined {
  if (!isJsonObject(schema)) return value;
  if (value === undefined) return schema['default'];
  const { properties, items, additionalProperties } = schema;
  if (Array.isArray(value)) return value.map((item) => fitToSchema(items, item) ?? null);
  if (!isJsonObject(value) || !isJsonObject(properties)) return value;
  const known = Object.entries(properties).map(([name, member]) => [name, fitToSchema(member, value[name])] as const);
  const others = additionalProperties === false ? [] : Object.entries(value).filter(([name]) => !Object.hasOwn(properties, name));
  return Object.fromEntries([...known, ...others].filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
