import type { Hash } from '../../shared/contract/json.js';
import type { ChainNode, ChainSnapshot } from '../../shared/contract/prompt-chain.js';

/** Where a walk finds nodes. What it gives for a head must be the node that the head is the hash of. */
export interface ChainSource {
  node(head: Hash): Promise<ChainNode | undefined>;
  snapshot(head: Hash): Promise<ChainSnapshot | undefined>;
}

/** The nodes from the first of a conversation to a head. */
export interface ChainPath {
  readonly nodes: readonly ChainNode[];
  /** The heads since the last snapshot, oldest first. */
  readonly recent: readonly Hash[];
  readonly snapshot: Hash | null;
}

/** Walks from a head to the beginning: node by node up to the next snapshot, then 50 at once. `undefined` when a node is nowhere to be found. */
export async function walkChain(head: Hash, source: ChainSource): Promise<ChainPath | undefined> {
  const nodes: ChainNode[] = [];
  const recent: Hash[] = [];
  let snapshotFound: Hash | null = null;
  for (let cursor: Hash | null = head; cursor !== null;) {
    const current: Hash = cursor;
    const [node, snapshot] = await Promise.all([source.node(current), source.snapshot(current)]);
    const stretch = snapshot && (await nodesOf(current, snapshot, source));
    if (stretch !== undefined) snapshotFound ??= current;
    else if (snapshotFound === null) recent.unshift(current);
    const found: readonly ChainNode[] = stretch ?? (node === undefined ? [] : [node]);
    const [oldest] = found;
    if (oldest === undefined) return undefined;
    nodes.unshift(...found);
    cursor = oldest.parent;
  }
  return { nodes, recent, snapshot: snapshotFound };
}

/** The nodes that a snapshot lists, if they are all there and follow one another: a snapshot is a shortcut, the hashes in the nodes are what counts. */
async function nodesOf(head: Hash, { ancestors }: ChainSnapshot, source: ChainSource): Promise<readonly ChainNode[] | undefined> {
  if (ancestors.at(-1) !== head) return undefined;
  const nodes = await Promise.all(ancestors.map((ancestor) => source.node(ancestor)));
  const linked = nodes.filter((node, index) => node !== undefined && (index === 0 || node.parent === ancestors[index - 1]));
  return linked.length === ancestors.length ? linked.filter((node) => node !== undefined) : undefined;
}
