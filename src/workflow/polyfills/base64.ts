import { decodeBase64, encodeBase64 } from '../../shared/encoding/base64.js';

/** Bytes, as the characters of a string, to base64. */
export function btoa(text: string): string {
  return encodeBase64(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}

/** Base64 to bytes, as the characters of a string. */
export function atob(base64: string): string {
  return Array.from(decodeBase64(base64), (byte) => String.fromCharCode(byte)).join('');
}
