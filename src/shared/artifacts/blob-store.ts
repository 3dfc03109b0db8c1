/** The bytes of a blob: whole, or as a stream that is read once. */
export type BlobContent = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * A place for bytes that are too large for a workflow's history: `fileStore`, `memoryStore`, or one of your own.
 *
 * A key is one or more segments joined by `/`. A segment has 1 to 120 of `A-Z a-z 0-9 . _ - = @ %` and neither starts nor ends with a dot;
 * a key has at most 512 characters. Any other key is an `InvalidOption`.
 */
export interface BlobStore {
  /** Stands in every reference into this store: the store that reads it later must have the same name. */
  readonly name: string;

  /**
   * Stores `content` under `key`: a reader sees nothing or the whole, never a part. An existing blob is replaced, unless `ifAbsent` is set:
   * then the first writer wins, a later put changes nothing, and its content may be left unread.
   */
  put(key: string, content: BlobContent, options: { readonly mediaType: string; readonly ifAbsent?: boolean }): Promise<void>;

  /** The content as a stream, or `undefined` if there is no such blob. */
  get(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;

  /** The size of a blob in bytes, or `undefined` if there is no such blob. */
  head(key: string): Promise<{ readonly bytes: number } | undefined>;

  /** Removes a blob; one that is not there is no error. */
  delete(key: string): Promise<void>;

  /** The keys that start with `prefix`, in no particular order. */
  list(prefix: string): AsyncIterable<string>;
}
