import { isObject, readProperty, readString } from './read-property.js';

/** Looks a header up by its lower-case name. */
export type HeaderLookup = (name: string) => string | undefined;

const MAX_VALUE_CHARS = 400;
/** No answer has more headers; an object that has is something else. */
const MAX_NAMES = 1000;

/** Headers of any client, whatever their case: a `Headers`, a Map, a plain object or an array-valued one. */
export function openHeaders(headers: unknown): HeaderLookup {
  if (!isObject(headers)) return () => undefined;
  let index: ReadonlyMap<string, string> | undefined;
  return (name) => {
    const direct = askGetter(headers, name) ?? toHeaderText(readProperty(headers, name));
    if (direct !== undefined) return direct;
    index ??= indexNames(headers);
    const key = index.get(name);
    return key === undefined ? undefined : toHeaderText(readProperty(headers, key));
  };
}

function askGetter(headers: object, name: string): string | undefined {
  const get = readProperty(headers, 'get');
  if (typeof get !== 'function') return undefined;
  try {
    return toHeaderText(Reflect.apply(get, headers, [name]));
  } catch {
    return undefined;
  }
}

/** The names as they are written, by their lower-case form. */
function indexNames(headers: object): ReadonlyMap<string, string> {
  // Not a headers object: too long to search, or an array.
  if (readProperty(headers, 'length') !== undefined) return new Map();
  try {
    const names: string[] = [];
    for (const name in headers) if (names.push(name) >= MAX_NAMES) break;
    return new Map(names.map((name) => [name.toLowerCase(), name]));
  } catch {
    return new Map();
  }
}

function toHeaderText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : readString(value, '0');
  return text?.slice(0, MAX_VALUE_CHARS).trim();
}
