import type { BlobContent } from '../../shared/artifacts/blob-store.js';

/** Content on its way into a store, which tells whether an error came from the content itself or from the store. */
export interface WatchedSource {
  readonly content: BlobContent;
  /** Whether reading the content threw this error. */
  threw(error: unknown): boolean;
}

/** Both kinds of error arrive at the same place, and may look the same: a stream can be a file of a full disk, too. */
export function watchSource(content: BlobContent): WatchedSource {
  if (content instanceof Uint8Array) return { content, threw: () => false };
  const thrown: unknown[] = [];
  async function* pass(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
    try {
      yield* chunks;
    } catch (error) {
      thrown.push(error);
      throw error;
    }
  }
  return { content: pass(content), threw: (error) => thrown.includes(error) };
}
