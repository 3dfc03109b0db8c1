import { parseEmbeddedJson } from './embedded-json.js';
import { isObject, readProperty, readString } from './read-property.js';
import { unwrapError } from './unwrap-error.js';

/** Where clients keep what they sent: axios, got, undici, `fetch` wrappers, the AI SDK. */
const REQUESTS = ['config', 'options', 'request', 'init'] as const;
const HEADERS = ['headers', 'auth'] as const;
const BODIES = ['data', 'body', 'json', 'form', 'params', 'searchParams'] as const;
/** They say what was asked for, which a reader of the message needs, and are no secrets. */
const HARMLESS =
  /^(?:accept|accept-encoding|accept-language|cache-control|connection|content-length|content-type|host|user-agent|model|role|type|name|method)$/i;
/** Shorter ones are words more often than secrets, and would tear messages apart. */
const MIN_CHARS = 8;
const MAX_CHARS = 4000;
const MAX_VALUES = 200;
const MAX_DEPTH = 5;
const MAX_FIELDS = 50;

/**
 * The values that stand in the headers and the body of the request behind an error, longest first: a server may quote any of them in its
 * message, and no pattern knows the shape of everybody's secrets.
 */
export function requestValuesOf(error: unknown): readonly string[] {
  const values = new Set<string>();
  for (const layer of unwrapError(error)) {
    collect(readProperty(layer, 'requestBodyValues'), values, MAX_DEPTH);
    for (const holder of REQUESTS.map((key) => readProperty(layer, key)).filter(isObject)) {
      for (const key of [...HEADERS, ...BODIES]) collect(readProperty(holder, key), values, MAX_DEPTH);
    }
  }
  return [...values].sort((one, other) => other.length - one.length);
}

function collect(value: unknown, values: Set<string>, depth: number): void {
  if (depth === 0 || values.size >= MAX_VALUES) return;
  if (typeof value === 'string') {
    addText(value, values, depth);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, item] of entriesOf(value)) if (!HARMLESS.test(key)) collect(item, values, depth - 1);
}

function addText(text: string, values: Set<string>, depth: number): void {
  const body = parseEmbeddedJson(text);
  if (body !== undefined) collect(body, values, depth - 1);
  // `Bearer …`: a server quotes it with and without the scheme.
  const afterScheme = /^[A-Za-z]{2,20} (\S+)$/.exec(text.slice(0, MAX_CHARS))?.[1];
  for (const value of [text, afterScheme ?? '']) if (value.length >= MIN_CHARS && value.length <= MAX_CHARS) values.add(value);
}

/** Of an array, a `Headers` or a Map, too. */
function entriesOf(value: object): readonly (readonly [key: string, item: unknown])[] {
  try {
    const entries = readProperty(value, 'entries');
    const all = typeof entries === 'function' ? Reflect.apply(entries, value, []) : undefined;
    if (isObject(all) && Symbol.iterator in all) {
      const found: (readonly [string, unknown])[] = [];
      for (const entry of all as Iterable<unknown>) {
        found.push([readString(entry, '0') ?? '', readProperty(entry, '1')]);
        if (found.length >= MAX_FIELDS) break;
      }
      return found;
    }
    return Object.keys(value)
      .slice(0, MAX_FIELDS)
      .map((key) => [key, readProperty(value, key)]);
  } catch {
    return [];
  }
}
