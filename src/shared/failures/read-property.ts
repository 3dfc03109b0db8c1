/** Reads a property of anything. A getter or a Proxy that throws reads as undefined. */
export function readProperty(value: unknown, key: string | symbol): unknown {
  if (!isObject(value)) return undefined;
  try {
    return (value as Record<string | symbol, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** Reads a property that holds text; undefined when it holds anything else, or nothing. */
export function readString(value: unknown, key: string): string | undefined {
  const property = readProperty(value, key);
  return typeof property === 'string' && property !== '' ? property : undefined;
}

/** Reads a property that holds a finite number. */
export function readNumber(value: unknown, key: string): number | undefined {
  const property = readProperty(value, key);
  return typeof property === 'number' && Number.isFinite(property) ? property : undefined;
}

/** Reads along a path of properties. */
export function readPath(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((current, key) => readProperty(current, key), value);
}

/** True for what can hold properties: objects and functions. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
