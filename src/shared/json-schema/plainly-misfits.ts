import type { Json } from '../contract/json.js';
import { isJsonObject } from '../encoding/is-json-object.js';
import { canonicalJson } from '../encoding/canonical-json.js';

type Schema = { readonly [keyword: string]: Json };

const LARGEST_DEPTH = 50;

/**
 * Whether a JSON Schema plainly says that a value does not fit. The schema's own code has the last word, in an activity: it may take what this refuses
 * (a coerced number), and refuse what this takes (a refinement). What is not understood here fits.
 */
export function plainlyMisfits(schema: Json | undefined, value: Json): boolean {
  return misfitsPart(schema, value, { root: schema, depth: 0 });
}

interface Place {
  /** The whole schema, which references are into. */
  readonly root: Json | undefined;
  readonly depth: number;
}

function misfitsPart(schema: Json | undefined, value: Json, { root, depth }: Place): boolean {
  if (schema === false) return true;
  if (!isJsonObject(schema) || depth > LARGEST_DEPTH) return false;
  const misfits: Misfits = (part, of) => misfitsPart(part, of, { root, depth: depth + 1 });
  const { $ref, anyOf, oneOf, allOf } = schema;
  if (typeof $ref === 'string') return misfits(definitionOf(root, $ref), value);
  if (isOtherType(schema, value) || isOtherValue(schema, value) || isOutOfBounds(schema, value)) return true;
  const fitsNone = [anyOf, oneOf].some((list) => Array.isArray(list) && list.length > 0 && list.every((one) => misfits(one, value)));
  if (fitsNone || (Array.isArray(allOf) && allOf.some((one) => misfits(one, value)))) return true;
  if (Array.isArray(value)) return isJsonObject(schema['items']) && value.some((item) => misfits(schema['items'], item));
  return isJsonObject(value) && hasOtherMembers(schema, value, misfits);
}

type Misfits = (part: Json | undefined, of: Json) => boolean;

function isOtherType({ type }: Schema, value: Json): boolean {
  const types = Array.isArray(type) ? type : [type];
  return type !== undefined && !types.some((one) => typeof one !== 'string' || (TYPES[one]?.(value) ?? true));
}

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: isJsonObject,
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
};

function isOtherValue(schema: Schema, value: Json): boolean {
  const values = 'const' in schema ? [schema['const'] ?? null] : schema['enum'];
  if (!Array.isArray(values)) return false;
  const text = canonicalJson(value);
  return !values.some((one) => canonicalJson(one) === text);
}

function isOutOfBounds(schema: Schema, value: Json): boolean {
  const isAbove = (size: number, low: string, high: string): boolean => {
    const [least, most] = [schema[low], schema[high]];
    return (typeof least === 'number' && size < least) || (typeof most === 'number' && size > most);
  };
  if (typeof value === 'string') return isAbove(Array.from(value).length, 'minLength', 'maxLength');
  if (Array.isArray(value)) return isAbove(value.length, 'minItems', 'maxItems');
  return typeof value === 'number' && isAbove(value, 'minimum', 'maximum');
}

function hasOtherMembers(schema: Schema, value: Schema, misfits: Misfits): boolean {
  const { properties = {}, required, additionalProperties } = schema;
  const known = isJsonObject(properties) ? properties : {};
  if (Array.isArray(required) && required.some((name) => typeof name === 'string' && !Object.hasOwn(value, name))) return true;
  return Object.entries(value).some(([name, member]) =>
    Object.hasOwn(known, name) ? misfits(known[name], member) : misfits(additionalProperties, member),
  );
}

/** A part of the same schema, `#/$defs/Address`; anything else is not understood. */
function definitionOf(root: Json | undefined, reference: string): Json | undefined {
  if (!reference.startsWith('#/')) return undefined;
  const names = reference.slice(2).split('/');
  return names.reduce<Json | undefined>((part, name) => (isJsonObject(part) ? part[name] : undefined), root);
}
