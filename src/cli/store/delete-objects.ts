import type { BlobInfo, BlobStore } from 'onceward';
import { forEachAtOnce } from './for-each-at-once.js';

const DELETES_AT_ONCE = 16;

/** Deletes objects; one that was written again since it was listed is in use again, and stays. Gives those that went. */
export async function deleteObjects(store: BlobStore, objects: readonly BlobInfo[]): Promise<readonly BlobInfo[]> {
  const deleted: BlobInfo[] = [];
  await forEachAtOnce(objects, DELETES_AT_ONCE, async (object) => {
    const now = await store.head(object.key);
    // A store's list may know the second only.
    if (now === undefined || Math.floor(now.modifiedMs / 1_000) !== Math.floor(object.modifiedMs / 1_000)) return;
    await store.delete(object.key);
    deleted.push(object);
  });
  return deleted;
}
