import type { Hash, Json } from '../contract/json.js';
import { isPlainObject } from '../files/map-content.js';
import { CONTENT_HASH_CHARACTERS } from './content-hash.js';
import { isResultReference } from './result-reference.js';

/** One quote, with the backslashes it has inside JSON that stands in JSON. */
const QUOTE = String.raw`(\\*)"`;
/** A reference written as JSON, somewhere in a text, perhaps inside JSON that was itself made a text. */
const REFERENCE = new RegExp(
  String.raw`\{\s*${QUOTE}\$ref\1":\s*\1"(${CONTENT_HASH_CHARACTERS}(?:\.[\w-]+)?)\1",\s*\1"bytes\1":\s*\d+(?:,\s*\1"preview\1":\s*\1"[^"\\]*\1")?\s*\}`,
  'g',
);

/** Whether a text, such as a message's JSON, may hold a reference. Quick, and never wrong about "no". */
export function mayHoldReference(text: string): boolean {
  return text.includes('$ref');
}

/** The results that a value refers to: references as such, and inside texts, where code that turns messages into a text puts them. */
export function findReferences(value: Json, found: Set<Hash> = new Set()): Set<Hash> {
  if (typeof value === 'string') {
    if (mayHoldReference(value)) for (const [, , hash] of value.matchAll(REFERENCE)) if (hash !== undefined) found.add(hash);
  } else if (isResultReference(value)) found.add(value.$ref);
  else if (Array.isArray(value)) for (const item of value) findReferences(item, found);
  else if (isPlainObject(value)) for (const member of Object.values(value)) findReferences(member, found);
  return found;
}

/**
 * The value with the results in place of their references: what would stand there had the results never left. `textOf` gives a result's
 * JSON. Inside a text a result is written as the text around it would have: a text as it is, anything else as JSON, both escaped as often as
 * the reference was.
 */
export function replaceReferences(value: Json, textOf: (hash: Hash) => string): Json {
  if (typeof value === 'string') {
    if (!mayHoldReference(value)) return value;
    return value.replaceAll(REFERENCE, (_match, escapes: string, hash: string) => escaped(plainText(textOf(hash)), escapes.length));
  }
  if (isResultReference(value)) return JSON.parse(textOf(value.$ref)) as Json;
  if (Array.isArray(value)) return value.map((item) => replaceReferences(item, textOf));
  // What is neither, such as bytes that a payload converter keeps, holds none.
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceReferences(member, textOf)]));
}

function plainText(json: string): string {
  return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}

/** A quote has 1 backslash in JSON once made a text, 3 after twice, 7 after three times. */
function escaped(text: string, backslashes: number): string {
  let result = text;
  for (let rest = backslashes; rest > 0; rest = (rest - 1) / 2) result = JSON.stringify(result).slice(1, -1);
  return result;
}
