import { decodeBase64, encodeBase64 } from './base64.js';

/** Hex digits as base64 for URLs and file names, without padding: a sha256 takes 43 characters instead of 64. */
export function hexToBase64Url(hex: string): string {
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The hex digits of such base64.
 *
 * @throws TypeError for what is no base64
 */
export function base64UrlToHex(text: string): string {
  const padded = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(text.length / 4) * 4, '=');
  return Array.from(decodeBase64(padded), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
