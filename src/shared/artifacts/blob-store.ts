/** The bytes of a blob: whole, or as a stream that is read once. */
export type BlobContent = Uint8Array | AsyncIterable<Uint8Array>;

/** What is known of a blob without its bytes. */
export interface BlobInfo {
  readonly key: string;
  readonly bytes: number;
  /** When it was written last, in milliseconds since 1970, by the store's own clock. */
  readonly modifiedMs: number;
}

export interface BlobPutOptions {
  readonly mediaType: string;
  /** Write only when there is no blob under the key: the first writer wins. @default false */
  readonly ifAbsent?: boolean;
}

/** A part of a blob: `length` bytes from `offset`, or all from there. What lies beyond the end is left out. */
export interface BlobRange {
  readonly offset: number;
  readonly length?: number;
}

/**
 * A place for bytes that are too large for a workflow's history: `fileStore`, `memoryStore`, `s3Store`, or one of your own, which
 * `blobStoreContract` of `onceward/testing` tests.
 *
 * A key is one or more segments joined by `/`. A segment has 1 to 120 of `A-Z a-z 0-9 . _ - = @ %` and neither starts nor ends with a dot;
 * a key has at most 512 characters. Any other key is an `InvalidOption` (`assertBlobKey` throws it). No key that is used is another one's
 * beginning up to a slash: S3 servers over a file system refuse that.
 *
 * A store that cannot be reached, refuses, or is full throws `StoreUnavailable`; what the content itself throws goes through as it is.
 */
export interface BlobStore {
  /** Stands in every reference into this store: the store that reads it later must have the same name. */
  readonly name: string;

  /** Where it is, for messages: a folder, or a bucket and a prefix. Free of secrets. */
  readonly location: string;

  /**
   * Stores `content` under `key`: a reader sees nothing or the whole, never a part. An existing blob is replaced, unless `ifAbsent` is set:
   * then the first writer wins, a later put changes nothing, and its content may be left unread. A stream is written as it comes and never
   * held as a whole; one that breaks off changes nothing.
   */
  put(key: string, content: BlobContent, options: BlobPutOptions): Promise<void>;

  /**
   * The content as a stream, or `undefined` if there is no such blob. Read the stream to its end or break off the loop over it: until then
   * it may hold a file or a connection.
   */
  get(key: string, options?: { readonly range?: BlobRange }): Promise<AsyncIterable<Uint8Array> | undefined>;

  /** Size and time of a blob, or `undefined` if there is no such blob. */
  head(key: string): Promise<BlobInfo | undefined>;

  /**
   * Gives a blob another key, without its bytes passing through this process. What was under `to` is replaced: a reader sees the old whole or
   * the new one. `PayloadMissing` if there is nothing under `from`.
   */
  move(from: string, to: string): Promise<void>;

  /** Removes a blob; one that is not there is no error. */
  delete(key: string): Promise<void>;

  /** The blobs whose keys start with `prefix`, in no particular order. One that is written or removed meanwhile may be left out. */
  list(prefix: string): AsyncIterable<BlobInfo>;

  /** A URL that anyone can read the blob at until it expires. Stores that have no such thing leave it out. */
  presignGet?(key: string, options: { readonly expiresInMs: number }): Promise<string>;
}
