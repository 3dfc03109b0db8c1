import type { Hash } from 'onceward';
import { reachableFrom, type StoredObject } from './object-graph.js';

export interface ErasurePlan {
  /** What belongs to the runs, and to nobody else. */
  readonly own: readonly StoredObject[];
  /** What others lead to as well. */
  readonly shared: readonly StoredObject[];
}

/**
 * Decides which objects belong to some runs: what their histories lead to, and what refers to that, such as the last node of a conversation,
 * which is in no history. What others lead to is told apart.
 */
export function planErasure(
  objects: readonly StoredObject[],
  ofRuns: readonly ReadonlySet<Hash>[],
  ofOthers: readonly ReadonlySet<Hash>[],
): ErasurePlan {
  const byOthers = reachableFrom(new Set(ofOthers.flatMap((hashes) => [...hashes])), objects);
  let ofRun = reachableFrom(new Set(ofRuns.flatMap((hashes) => [...hashes])), objects);
  for (;;) {
    const stored = new Set(objects.map(({ hash }) => hash).filter((hash) => ofRun.has(hash) && !byOthers.has(hash)));
    const referring = objects.filter(
      ({ hash, mentions }) => !ofRun.has(hash) && !byOthers.has(hash) && [...mentions].some((one) => stored.has(one)),
    );
    if (referring.length === 0) break;
    ofRun = reachableFrom(new Set([...ofRun, ...referring.map(({ hash }) => hash)]), objects);
  }
  const belonging = objects.filter(({ hash }) => ofRun.has(hash));
  return { own: belonging.filter(({ hash }) => !byOthers.has(hash)), shared: belonging.filter(({ hash }) => byOthers.has(hash)) };
}
