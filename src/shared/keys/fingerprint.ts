import type { Hash, Json } from '../contract/json.js';
import { canonicalJson } from '../encoding/canonical-json.js';
import { sha256 } from '../encoding/sha256.js';

/** What a step was asked to do, as a hash: a recorded result is reused only for the same activity with the same input. Persisted. */
export function fingerprint(activityType: string, input: readonly Json[]): Hash {
  return sha256(canonicalJson([activityType, [...input]]));
}
