import { readNumber, readProperty } from './read-property.js';

/** The first items of an array, read one by one, so that neither a hostile array nor a very long one does harm. */
export function firstItems(value: unknown, limit: number): readonly unknown[] {
  if (!isArray(value)) return [];
  const length = Math.min(readNumber(value, 'length') ?? 0, limit);
  return Array.from({ length }, (_, index) => readProperty(value, String(index)));
}

function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    // A revoked Proxy.
    return false;
  }
}
