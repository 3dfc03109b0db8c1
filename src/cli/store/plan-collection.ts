import type { BlobInfo, Hash } from 'onceward';
import { reachableFrom, type ObjectGraph, type StoredObject } from './object-graph.js';
import type { KnownRuns } from './read-runs.js';

/** What a clean-up would take away, and how much it leaves. */
export interface CollectionPlan {
  readonly garbage: readonly BlobInfo[];
  readonly kept: readonly BlobInfo[];
}

/**
 * Decides which objects nothing leads to. Kept is what a history or a schedule mentions, what was written since `cutoffMs` (its run may not
 * have recorded it yet), all that these lead to, and what itself refers to one of these: the last node of a conversation is in no history.
 */
export function planCollection({ objects, foreign, temporary }: ObjectGraph, known: KnownRuns, cutoffMs: number): CollectionPlan {
  const roots = new Set<Hash>();
  for (const { findings } of known.runs) for (const hash of findings.hashes) roots.add(hash);
  for (const { hashes } of known.schedules) for (const hash of hashes) roots.add(hash);
  for (const { hash, modifiedMs } of objects) if (modifiedMs >= cutoffMs) roots.add(hash);
  const reached = reachableFrom(roots, objects);
  const stored = new Set(objects.map(({ hash }) => hash).filter((hash) => reached.has(hash)));
  const isKept = ({ hash, mentions }: StoredObject): boolean => reached.has(hash) || [...mentions].some((mention) => stored.has(mention));
  const [kept, garbage] = [objects.filter(isKept), objects.filter((object) => !isKept(object))];
  return {
    garbage: [...garbage, ...temporary.filter(({ modifiedMs }) => modifiedMs < cutoffMs)],
    kept: [...kept, ...foreign, ...temporary.filter(({ modifiedMs }) => modifiedMs >= cutoffMs)],
  };
}
