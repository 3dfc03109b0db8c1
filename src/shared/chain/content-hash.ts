import type { Hash } from '../contract/json.js';
import { base64UrlToHex, hexToBase64Url } from '../encoding/base64-url.js';
import { sha256 } from '../encoding/sha256.js';

/** A content hash as a regular expression: of 32 bytes the last character stands for four bits. */
export const CONTENT_HASH_CHARACTERS = String.raw`[\w-]{42}[AEIMQUYcgkosw048]`;

/** How the prompt chain names a text: its sha256 in 43 characters, as it stands in history three times a step. Persisted. */
export function contentHash(text: string): Hash {
  return hexToBase64Url(sha256(text));
}

/** The sha256 in hex, by which stores name what they hold. */
export function hexOfContentHash(hash: Hash): string {
  return base64UrlToHex(hash);
}
