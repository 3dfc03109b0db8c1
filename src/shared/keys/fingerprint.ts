import type { Hash, Json } from '../contract/json.js';
import { canonicalJson } from '../encoding/canonical-json.js';
import { encodeBase64 } from '../encoding/base64.js';
import { hexToBase64Url } from '../encoding/base64-url.js';
import { sha256 } from '../encoding/sha256.js';
import { mapContent } from '../files/map-content.js';

/** 128 bits: as many as a key has. It stands in every result. */
const HEX_CHARACTERS = 32;

/**
 * What a step was asked to do, as a hash: a recorded result is reused only for the same activity with the same input. Persisted.
 *
 * @param hash sha256 in hex; the sandbox has only the one in plain JavaScript
 */
export function fingerprint(activityType: string, input: readonly Json[], hash: (text: string) => Hash = sha256): Hash {
  return hexToBase64Url(hash(canonicalJson([activityType, [...withTaggedBytes(input)]])).slice(0, HEX_CHARACTERS));
}

/** Bytes have no JSON of their own. */
function withTaggedBytes(input: readonly Json[]): readonly Json[] {
  return mapContent(input, { bytes: (content) => ({ $bytes: encodeBase64(content) }), text: (content) => content }) as readonly Json[];
}
