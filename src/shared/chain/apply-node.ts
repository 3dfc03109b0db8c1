import type { Json } from '../contract/json.js';
import type { ChainNode } from '../contract/prompt-chain.js';

/** The prompt after a node, from the prompt of its parent. */
export function applyNode(parent: readonly Json[], { delta, edit, answer }: Pick<ChainNode, 'delta' | 'edit' | 'answer'>): Json[] {
  const kept = edit === undefined ? parent : edit.flatMap((part) => ('keep' in part ? parent.slice(...part.keep) : [part.add]));
  return [...kept, ...delta, ...(answer === undefined ? [] : [answer])];
}
