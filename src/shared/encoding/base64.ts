import { utf8Decode, utf8Encode } from './utf8.js';

const ALPHABET = utf8Encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PADDING = 0x3d;
const NO_SEXTET = 0xff;
const SEXTET_OF = new Uint8Array(256).fill(NO_SEXTET);
ALPHABET.forEach((character, sextet) => {
  SEXTET_OF[character] = sextet;
});

/** Bytes as standard base64, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  const characters = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const triple = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    characters[at++] = ALPHABET[triple >>> 18] ?? 0;
    characters[at++] = ALPHABET[(triple >>> 12) & 63] ?? 0;
    characters[at++] = ALPHABET[(triple >>> 6) & 63] ?? 0;
    characters[at++] = ALPHABET[triple & 63] ?? 0;
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return utf8Decode(characters.fill(PADDING, characters.length - padding));
}

/**
 * The bytes of standard, padded base64.
 *
 * @throws TypeError for a length that is no multiple of four, or a character outside the alphabet.
 */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new TypeError(`Not base64: ${text.length} characters, which is no multiple of 4.`);
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const sextets = readSextets(text, text.length - padding);
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let index = 0; index < sextets.length; index += 4) {
    const first = sextets[index] ?? 0;
    const second = sextets[index + 1] ?? 0;
    const third = sextets[index + 2] ?? 0;
    // Writes past the end of the array, where the padding was, are ignored.
    bytes[at++] = (first << 2) | (second >>> 4);
    bytes[at++] = (second << 4) | (third >>> 2);
    bytes[at++] = (third << 6) | (sextets[index + 3] ?? 0);
  }
  return bytes;
}

function readSextets(text: string, length: number): Uint8Array {
  const sextets = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    const sextet = SEXTET_OF[text.charCodeAt(index)] ?? NO_SEXTET;
    if (sextet === NO_SEXTET) throw new TypeError(`Not base64: character ${index} is ${JSON.stringify(text[index])}.`);
    sextets[index] = sextet;
  }
  return sextets;
}
