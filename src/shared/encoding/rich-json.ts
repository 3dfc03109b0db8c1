import type { Json } from '../contract/json.js';
import { formatJsonPath } from './json-path.js';
import { fromTagged, isRichTag, toTagged } from './rich-tag.js';

const ESCAPED = '$escaped';

interface Walk {
  readonly path: (string | number)[];
  readonly ancestors: Set<object>;
}

/**
 * A value as JSON from which `fromRichJson` makes the same value again: all of JSON, and
 *
 * - `Uint8Array`, `Buffer`, any other view, `ArrayBuffer`: `{ "$bytes": "…base64" }`, which comes back as `Uint8Array`;
 * - `Date`: `{ "$date": "…iso" }`; `URL`: `{ "$url": "…" }`; `bigint`: `{ "$bigint": "…" }`;
 * - a plain object with one such key: `{ "$escaped": { … } }`.
 *
 * Everything else goes as in `JSON.stringify`: `toJSON` is used; members without JSON (`undefined`, functions, symbols) are dropped;
 * such items, NaN and infinities, and invalid dates are `null`. At the top, a value without JSON is `null`.
 *
 * @throws TypeError, naming the path, for a cycle.
 *
 * @example
 * ```ts
 * toRichJson({ at: new Date(0), body: new Uint8Array([1]) }); // { at: { $date: '1970-01-01T00:00:00.000Z' }, body: { $bytes: 'AQ==' } }
 * ```
 */
export function toRichJson(value: unknown): Json {
  return encode(value, '', { path: [], ancestors: new Set() }) ?? null;
}

/**
 * The value that `toRichJson` was given.
 *
 * @throws TypeError for a tag whose content `toRichJson` cannot have written.
 */
export function fromRichJson(json: Json): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(fromRichJson);
  const key = soleKey(json);
  const content = key === undefined ? undefined : json[key];
  if (key === ESCAPED && content !== undefined) return unescape(content);
  if (key !== undefined && content !== undefined && isRichTag(key)) return fromTagged(key, content);
  return decodeMembers(json);
}

/** `undefined` stands for a value that has no JSON. */
function encode(value: unknown, key: string, walk: Walk): Json | undefined {
  const tagged = toTagged(value);
  if (tagged !== undefined) return tagged;
  if (!hasToJson(value)) return encodeJson(value, walk);
  const replaced = value.toJSON(key);
  const replacedTagged = toTagged(replaced);
  return replacedTagged === undefined ? encodeJson(replaced, walk) : replacedTagged;
}

function encodeJson(value: unknown, walk: Walk): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'object' ? encodeContainer(value, walk) : undefined;
}

function encodeContainer(value: object, walk: Walk): Json {
  if (walk.ancestors.has(value)) throw new TypeError(`${formatJsonPath(walk.path)} refers to an object that contains it.`);
  walk.ancestors.add(value);
  const json = Array.isArray(value)
    ? Array.from(value, (item, index) => encodeAt(index, item, walk) ?? null)
    : escapeColliding(encodeMembers(value, walk));
  walk.ancestors.delete(value);
  return json;
}

/** Without a list of entries in between: this runs for every message of every prompt, in each replay. */
function encodeMembers(value: object, walk: Walk): { [key: string]: Json } {
  const members = value as Readonly<Record<string, unknown>>;
  const json: { [key: string]: Json } = {};
  for (const key of Object.keys(members)) {
    const member = encodeAt(key, members[key], walk);
    if (member === undefined) continue;
    // By assignment it would be lost.
    if (key === '__proto__') Object.defineProperty(json, key, { value: member, enumerable: true, configurable: true, writable: true });
    else json[key] = member;
  }
  return json;
}

function encodeAt(step: string | number, value: unknown, walk: Walk): Json | undefined {
  if (typeof value === 'string' || value === null) return value;
  walk.path.push(step);
  const json = encode(value, String(step), walk);
  walk.path.pop();
  return json;
}

function escapeColliding(json: { [key: string]: Json }): Json {
  const key = soleKey(json);
  return key === ESCAPED || (key !== undefined && isRichTag(key)) ? { [ESCAPED]: json } : json;
}

function unescape(content: Json): unknown {
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return decodeMembers(content);
  throw new TypeError(`'${ESCAPED}' holds no object.`);
}

function decodeMembers(json: { [key: string]: Json }): { [key: string]: unknown } {
  return Object.fromEntries(Object.entries(json).map(([key, member]) => [key, fromRichJson(member)]));
}

function soleKey(json: object): string | undefined {
  const keys = Object.keys(json);
  return keys.length === 1 ? keys[0] : undefined;
}

function hasToJson(value: unknown): value is { toJSON(key: string): unknown } {
  return typeof value === 'object' && value !== null && typeof (value as { toJSON?: unknown }).toJSON === 'function';
}
