import type { Json } from '../contract/json.js';
import { formatJsonPath } from './json-path.js';

interface Walk {
  readonly path: (string | number)[];
  readonly ancestors: Set<object>;
}

/**
 * The one text of a JSON value: the same in the workflow sandbox and in Node, and after any JSON round trip.
 *
 * Object keys are sorted by code unit, `undefined` members are dropped, `undefined` items are `null`, and -0 is 0.
 *
 * @throws TypeError, naming the path, for whatever has no exact JSON: a non-finite number, a cycle, a function, a `Date`, bytes, …
 *
 * @example
 * ```ts
 * canonicalJson({ b: 1, a: [true, null] }); // '{"a":[true,null],"b":1}'
 * ```
 */
export function canonicalJson(value: Json): string {
  return write(value, { path: [], ancestors: new Set() });
}

function write(value: unknown, walk: Walk): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return writeNumber(value, walk);
  if (typeof value === 'object') return writeContainer(value, walk);
  throw refusal(`a value of type ${typeof value}`, walk);
}

function writeNumber(value: number, walk: Walk): string {
  if (!Number.isFinite(value)) throw refusal(String(value), walk);
  return JSON.stringify(value);
}

function writeContainer(value: object, walk: Walk): string {
  if (walk.ancestors.has(value)) throw refusal('a reference to an object that contains it', walk);
  walk.ancestors.add(value);
  const text = Array.isArray(value) ? writeArray(value, walk) : writeObject(value, walk);
  walk.ancestors.delete(value);
  return text;
}

function writeArray(items: readonly unknown[], walk: Walk): string {
  const texts = Array.from(items, (item, index) => writeAt(index, item ?? null, walk));
  return `[${texts.join(',')}]`;
}

function writeObject(value: object, walk: Walk): string {
  const members = value as Readonly<Record<string, unknown>>;
  // By tag, not by prototype: a plain object of another realm is plain too.
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (tag !== 'Object') throw refusal(`a ${tag} object`, walk);
  if (typeof members['toJSON'] === 'function') throw refusal('an object with a toJSON method', walk);

  const texts = Object.keys(members)
    .sort()
    .filter((key) => members[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${writeAt(key, members[key], walk)}`);
  return `{${texts.join(',')}}`;
}

function writeAt(step: string | number, value: unknown, walk: Walk): string {
  walk.path.push(step);
  const text = write(value, walk);
  walk.path.pop();
  return text;
}

function refusal(what: string, { path }: Walk): TypeError {
  return new TypeError(`${formatJsonPath(path)} is ${what}, which has no exact JSON.`);
}
