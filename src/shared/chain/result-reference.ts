import type { Hash, Json } from '../contract/json.js';
import { CONTENT_HASH_CHARACTERS } from './content-hash.js';

/** Stands in history for the result of a tool that a model called: the result itself is in the worker's store. */
export interface ResultReference {
  /** The sha256 of the result's JSON as base64url, under which the store has it; of an encrypted one with the name of its key. */
  readonly $ref: Hash;
  /** The length of the result's JSON. */
  readonly bytes: number;
  /** What the tool's option `preview` made of the result. */
  readonly preview?: string;
}

const HASH = new RegExp(String.raw`^${CONTENT_HASH_CHARACTERS}(\.[\w-]+)?$`);
/** Longer previews are cut: they stand in history and in every prompt delta. */
const MAX_PREVIEW_CHARACTERS = 500;

/**
 * Whether a value is a reference to a result, as a loop shows it among the results of its tools.
 *
 * @example
 * ```ts
 * const outputs = toolResults.map(({ output }) => (isResultReference(output) ? `${output.bytes} bytes` : output));
 * ```
 */
export function isResultReference(value: unknown): value is ResultReference {
  if (typeof value !== 'object' || value === null) return false;
  const { $ref, bytes, preview: _preview, ...others } = value as Partial<ResultReference>;
  const isReference = typeof $ref === 'string' && HASH.test($ref) && typeof bytes === 'number';
  return isReference && Object.keys(others).length === 0;
}

/**
 * The reference as it stands in place of a result: an object, or for a text the object's JSON, so that a framework treats it as it would have
 * treated the result. A preview goes without quotes, backslashes and line breaks: then the reference can be found inside any text.
 */
export function toReferenceJson(result: Json, { $ref, bytes, preview }: ResultReference): Json {
  const plain = preview?.replaceAll(/["\\\p{Cc}]+/gu, ' ').slice(0, MAX_PREVIEW_CHARACTERS);
  const reference = { $ref, bytes, ...(plain !== undefined && plain !== '' && { preview: plain }) };
  return typeof result === 'string' ? JSON.stringify(reference) : reference;
}
