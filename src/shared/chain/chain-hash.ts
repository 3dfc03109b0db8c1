import type { ChainNode } from '../contract/prompt-chain.js';
import type { Hash, Json } from '../contract/json.js';
import { canonicalJson } from '../encoding/canonical-json.js';
import { sha256 } from '../encoding/sha256.js';

/** The head of a conversation after a node: the hash of the node, which names its parent. */
export function chainHead({ v, parent, delta, edit, codec }: ChainNode): Hash {
  return sha256(canonicalJson({ v, parent, delta: [...delta], codec, ...(edit !== undefined && { edit: edit as unknown as Json }) }));
}

/** The name of a call's settings. */
export function settingsHash(settings: Json): Hash {
  return sha256(canonicalJson(settings));
}
