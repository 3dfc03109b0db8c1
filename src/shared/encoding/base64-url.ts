import { encodeBase64 } from './base64.js';

/** Hex digits as base64 for URLs and file names, without padding: a sha256 takes 43 characters instead of 64. */
export function hexToBase64Url(hex: string): string {
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
