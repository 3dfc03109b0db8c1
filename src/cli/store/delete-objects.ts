import type { FoundObject } from './object-graph.js';
import { forEachAtOnce } from './for-each-at-once.js';

const DELETES_AT_ONCE = 16;

/** Deletes objects. */
export async function deleteObjects(objects: readonly FoundObject[]): Promise<void> {
  await forEachAtOnce(objects, DELETES_AT_ONCE, ({ store, key }) => store.delete(key));
}

/** Deletes objects; one that was written again since it was listed is in use again, and stays. Gives those that went. */
export async function deleteUnused(objects: readonly FoundObject[]): Promise<readonly FoundObject[]> {
  const deleted: FoundObject[] = [];
  await forEachAtOnce(objects, DELETES_AT_ONCE, async (object) => {
    const { store, key, modifiedMs } = object;
    const now = await store.head(key);
    // A store's list may know the second only.
    if (now === undefined || Math.floor(now.modifiedMs / 1_000) !== Math.floor(modifiedMs / 1_000)) return;
    await store.delete(key);
    deleted.push(object);
  });
  return deleted;
}
