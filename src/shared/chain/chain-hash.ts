import type { ChainNode } from '../contract/prompt-chain.js';
import type { Hash, Json } from '../contract/json.js';
import { contentHash } from './content-hash.js';

/**
 * The text of a node: what a store holds, and what its head is the hash of. Members keep their order, because a prompt that is rebuilt
 * must be the one that was sent, to the letter; so this is not canonical JSON. JSON keeps the order on every way through history.
 */
export function chainText({ v, parent, delta, edit, answer, settings, codec }: ChainNode): string {
  return JSON.stringify({
    v,
    parent,
    delta,
    ...(edit !== undefined && { edit }),
    ...(answer !== undefined && { answer }),
    settings,
    codec,
  });
}

/** The head of a conversation after a node: the hash of the node, which names its parent, and so of the whole prompt. */
export function chainHead(node: ChainNode): Hash {
  return contentHash(chainText(node));
}

/** The name of a call's settings. */
export function settingsHash(settings: Json): Hash {
  return contentHash(JSON.stringify(settings));
}
