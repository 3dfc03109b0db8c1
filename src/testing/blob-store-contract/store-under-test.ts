import type { BlobRange, BlobStore } from '../../shared/artifacts/blob-store.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';

/** A store to test, and how to clean up after it. */
export interface StoreUnderTest {
  readonly store: BlobStore;
  readonly dispose?: () => Promise<void>;
}

/** What a store promises, and how to see whether it keeps it: throws when not. */
export type StorePromises = Readonly<Record<string, (store: BlobStore) => Promise<void>>>;

export const TEXT = { mediaType: 'text/plain' };

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The same bytes as a stream whose chunks share one buffer, as streams may. */
export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, void> {
  const buffer = new Uint8Array(size);
  for (let offset = 0; offset < bytes.byteLength; offset += size) {
    const chunk = bytes.subarray(offset, offset + size);
    buffer.set(chunk);
    yield buffer.subarray(0, chunk.byteLength);
    buffer.fill(0);
  }
}

export async function readBytes(store: BlobStore, key: string, range?: BlobRange): Promise<Uint8Array> {
  const stream = await store.get(key, ...(range === undefined ? [] : [{ range }]));
  if (stream === undefined) throw new Error(`There is nothing under '${key}'.`);
  return collectBytes(stream);
}

export async function readText(store: BlobStore, key: string, range?: BlobRange): Promise<string> {
  return new TextDecoder().decode(await readBytes(store, key, range));
}

export async function keysOf(store: BlobStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys.toSorted();
}
