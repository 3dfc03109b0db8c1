import { utf8Encode } from '../encoding/utf8.js';

/** Up to here a text's length, three bytes a character, is estimate enough. */
const ESTIMATED_CHARACTERS = 16_384;

/** The size of a value as JSON, in bytes; short ones are over-estimated. 0 for what JSON leaves out. */
export function jsonBytes(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return 0;
  return text.length <= ESTIMATED_CHARACTERS ? text.length : utf8Encode(text).length;
}
