import { reachableFrom, type FoundObject, type ObjectGraph } from './object-graph.js';
import type { ObjectName } from './hash-scanner.js';

/** What a clean-up would take away, and how much it leaves. */
export interface CollectionPlan {
  readonly garbage: readonly FoundObject[];
  readonly kept: readonly FoundObject[];
}

/**
 * Decides which objects nothing leads to. Kept is what a history, a schedule or a row mentions, what was written since `cutoffMs` (its run may
 * not have recorded it yet), and all that these lead to.
 */
export function planCollection(
  { objects, foreign, temporary }: ObjectGraph,
  roots: Iterable<ObjectName>,
  cutoffMs: number,
): CollectionPlan {
  const isYoung = ({ modifiedMs }: FoundObject): boolean => modifiedMs >= cutoffMs;
  const young = objects.filter(isYoung).flatMap(({ names }) => [...names]);
  const reached = reachableFrom([...roots, ...young], objects);
  return {
    garbage: [...objects.filter((object) => !reached.has(object)), ...temporary.filter((object) => !isYoung(object))],
    kept: [...reached, ...foreign, ...temporary.filter(isYoung)],
  };
}
