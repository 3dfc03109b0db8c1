import { decodeBase64, encodeBase64 } from './base64.js';
import { utf8Decode, utf8Encode } from './utf8.js';

/** Hex digits as base64 for URLs and file names, without padding: a sha256 takes 43 characters instead of 64. */
export function hexToBase64Url(hex: string): string {
  return bytesToBase64Url(
    Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)),
  );
}

/**
 * The hex digits of such base64.
 *
 * @throws TypeError for what is no base64
 */
export function base64UrlToHex(text: string): string {
  return Array.from(base64UrlToBytes(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A text as base64 for URLs. */
export function textToBase64Url(text: string): string {
  return bytesToBase64Url(utf8Encode(text));
}

/** @throws TypeError for what is no base64 */
export function base64UrlToText(text: string): string {
  return utf8Decode(base64UrlToBytes(text));
}

/** Bytes as base64 for URLs, without padding. */
export function bytesToBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws TypeError for what is no base64 */
export function base64UrlToBytes(text: string): Uint8Array {
  const padded = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(text.length / 4) * 4, '=');
  return decodeBase64(padded);
}
