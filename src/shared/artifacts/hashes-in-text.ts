import { CONTENT_HASH_CHARACTERS } from '../chain/content-hash.js';
import type { Hash } from '../contract/json.js';
import { base64UrlToHex } from '../encoding/base64-url.js';

/** Hex, wherever no other digit of it is beside. */
const HEX = String.raw`(?<![\da-f])[\da-f]{64}(?![\da-f])`;
/** 32 bytes as base64 for URLs: the last character stands for four bits. A letter before it may be the end of an escape, such as `\n` in JSON. */
const BASE64_URL = String.raw`(?:(?<![\w-])|(?<=\\[bfnrt]))${CONTENT_HASH_CHARACTERS}(?![\w-])`;
const HASHES = new RegExp(`${HEX}|${BASE64_URL}`, 'g');
const HASH_AT_END = new RegExp(`(?:^|/)(${HEX}|${BASE64_URL})$`);
const PAYLOAD_KEYS = /\bpayloads\/[\da-f]{32}\/[\da-f]{64}(?![\da-f])/g;
const HEX_CHARACTERS = 64;

/**
 * Everything in a text that looks like a sha256, as hex: what `onceward store` finds references with, in histories, in the nodes of the prompt
 * chain and in keys. A new form of a reference has to be found here, or its object is collected.
 */
export function hashesIn(text: string): Hash[] {
  return Array.from(text.matchAll(HASHES), ([found]) => toHex(found));
}

/** The keys in a text under which External Storage keeps payloads: they are the same bytes' only within the folder of a workflow. */
export function payloadKeysIn(text: string): string[] {
  return Array.from(text.matchAll(PAYLOAD_KEYS), ([found]) => found);
}

/** The hash that a key ends with, as hex, or undefined: such a key is not named after its content. */
export function hashOfKey(key: string): Hash | undefined {
  const [, found] = HASH_AT_END.exec(key) ?? [];
  return found && toHex(found);
}

function toHex(found: string): Hash {
  return found.length === HEX_CHARACTERS ? found : base64UrlToHex(found);
}
