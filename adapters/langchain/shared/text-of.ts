import type { Json } from '../../../src/shared/contract/json.js';

/** A text member of a stub's description. */
export function textOf(value: Json | undefined, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}
