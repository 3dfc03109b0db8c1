import type { Hash, Json } from '../contract/json.js';
import { canonicalJson } from '../encoding/canonical-json.js';
import { sha256 } from '../encoding/sha256.js';

/**
 * What a step was asked to do, as a hash: a recorded result is reused only for the same activity with the same input. Persisted.
 *
 * @param hash sha256 in hex; the sandbox has only the one in plain JavaScript
 */
export function fingerprint(activityType: string, input: readonly Json[], hash: (text: string) => Hash = sha256): Hash {
  return hash(canonicalJson([activityType, [...input]]));
}
