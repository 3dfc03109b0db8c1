import { isObject, readProperty, readString } from './read-property.js';

const MAX_VALUE_CHARS = 400;

/** Looks a header up, whatever its case, in a `Headers`, a Map, a plain object or an array-valued one. */
export function readHeader(headers: unknown, name: string): string | undefined {
  return isObject(headers) ? (askGetter(headers, name) ?? readOwn(headers, name)) : undefined;
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

function readOwn(headers: object, name: string): string | undefined {
  const exact = toHeaderText(readProperty(headers, name));
  if (exact !== undefined) return exact;
  // Not a headers object: too long to search, or an array.
  if (readProperty(headers, 'length') !== undefined) return undefined;
  try {
    const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name);
    return key === undefined ? undefined : toHeaderText(readProperty(headers, key));
  } catch {
    return undefined;
  }
}

function toHeaderText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : readString(value, '0');
  return text?.slice(0, MAX_VALUE_CHARS).trim();
}
