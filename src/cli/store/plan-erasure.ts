import type { ObjectName } from './hash-scanner.js';
import { reachableFrom, type StoredObject } from './object-graph.js';

export interface ErasurePlan {
  /** What belongs to the runs, and to nobody else. */
  readonly own: readonly StoredObject[];
  /** What others lead to as well. */
  readonly shared: readonly StoredObject[];
}

/** Decides which objects belong to some runs: what their histories and rows lead to. What others lead to is told apart. */
export function planErasure(
  objects: readonly StoredObject[],
  { ofRuns, ofOthers }: { readonly ofRuns: Iterable<ObjectName>; readonly ofOthers: Iterable<ObjectName> },
): ErasurePlan {
  const byOthers = reachableFrom(ofOthers, objects);
  const belonging = [...reachableFrom(ofRuns, objects)];
  return { own: belonging.filter((object) => !byOthers.has(object)), shared: belonging.filter((object) => byOthers.has(object)) };
}
