import { utf8Encode } from '../encoding/utf8.js';
import { mapContent } from '../files/map-content.js';

/** Up to here a text's length, three bytes a character, is estimate enough. */
const ESTIMATED_CHARACTERS = 16_384;
/** What stands around bytes: `{"$bytes":"…"}`. */
const TAG_CHARACTERS = 13;

/** The size of a value as JSON, in bytes, with bytes inside of it as base64; short ones are over-estimated. 0 for what JSON leaves out. */
export function jsonBytes(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  let inBase64 = 0;
  const withoutBytes = mapContent(value, {
    bytes(content) {
      inBase64 += Math.ceil(content.length / 3) * 4 + TAG_CHARACTERS;
      return null;
    },
    text: (content) => content,
  });
  const text = JSON.stringify(withoutBytes) as string | undefined;
  if (text === undefined) return inBase64;
  return inBase64 + (text.length <= ESTIMATED_CHARACTERS ? text.length : utf8Encode(text).length);
}
