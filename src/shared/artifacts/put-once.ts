import type { BlobStore } from './blob-store.js';

/** A copy that is found is written again when it is older, so that `onceward store gc` sees that it is in use. Its shortest age is twice this. */
export const REFRESH_AFTER_MS = 24 * 60 * 60 * 1_000;

/** Whether content has to be written: not when a whole copy is there that was written lately. */
export type Presence = 'no' | 'damaged or old' | 'yes';

export interface WantedContent {
  readonly key: string;
  /** How many bytes a whole copy has. */
  readonly bytes: number;
  readonly nowMs: number;
}

/** Looks for content that is named after its bytes. */
export async function presenceOf(store: BlobStore, { key, bytes, nowMs }: WantedContent): Promise<Presence> {
  const present = await store.head(key);
  if (present === undefined) return 'no';
  return present.bytes === bytes && nowMs - present.modifiedMs < REFRESH_AFTER_MS ? 'yes' : 'damaged or old';
}

/** Writes content that is named after its bytes, unless a whole copy is there that was written lately. */
export async function putOnce(
  store: BlobStore,
  content: Uint8Array,
  { key, mediaType, nowMs }: { readonly key: string; readonly mediaType: string; readonly nowMs: number },
): Promise<void> {
  const presence = await presenceOf(store, { key, bytes: content.byteLength, nowMs });
  if (presence !== 'yes') await store.put(key, content, { mediaType, ifAbsent: presence === 'no' });
}
