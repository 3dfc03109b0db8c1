import type { Hash } from '../contract/json.js';
import type { ChainNode, ModelCall } from '../contract/prompt-chain.js';
import { sha256 } from '../encoding/sha256.js';

/** What a call and its node have in common: which answer it got follows from them. */
type Said = Pick<ModelCall & ChainNode, 'parent' | 'delta' | 'edit' | 'codec'>;

/**
 * A name that a model call in a history and the node that its answer left in a store share, from the JSON of either; undefined for other JSON. The
 * history of a run names the heads of all its nodes but the last one, so this is how `onceward store` knows whose it is.
 */
export function callNameOf(text: string): Hash | undefined {
  if (!text.startsWith('{"v":1,"parent":')) return undefined;
  const { parent, delta, edit, codec } = parsed(text);
  if (!Array.isArray(delta) || typeof codec !== 'string') return undefined;
  return sha256(JSON.stringify(['onceward/call', parent, delta, edit ?? null, codec]));
}

function parsed(text: string): Partial<Said> {
  try {
    return JSON.parse(text) as Partial<Said>;
  } catch {
    return {};
  }
}
