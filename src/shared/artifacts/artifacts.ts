import type { Artifact, ArtifactReference } from '../contract/artifact-reference.js';
import type { Json } from '../contract/json.js';

/** What a new artifact is. */
export interface ArtifactOptions<MediaType extends string> {
  readonly mediaType: MediaType;
  /** A few words a person can read in the history. It stands in every reference, so keep it short and free of secrets. */
  readonly preview?: string;
}

/**
 * Large content by reference: the bytes go to a store, the workflow passes on a small `Artifact`. Only activities can use it.
 *
 * @example
 * ```ts
 * const page = await artifacts.put(png, { mediaType: 'image/png' });
 * const bytes = await artifacts.open(page).bytes();
 * ```
 */
export interface Artifacts {
  /** Stores content under the hash of its bytes, so that equal bytes are stored once, and gives the reference to it. A string is stored as UTF-8. */
  put<MediaType extends string>(
    content: string | Uint8Array | AsyncIterable<Uint8Array>,
    options: ArtifactOptions<MediaType>,
  ): Promise<Artifact<MediaType>>;

  /**
   * Opens the content behind a reference. Nothing is read until one of the readers is called.
   *
   * @throws `UnknownStore` if the reference points into a store of another name.
   * @throws `TenantMismatch` if it belongs to another tenant.
   */
  open(reference: ArtifactReference): OpenArtifact;
}

/**
 * The content of one artifact. Each call reads it anew and checks its size and sha256 against the reference.
 * All readers throw `PayloadMissing` if the store has no such object, and `PayloadCorrupted` if its bytes are not those that were stored.
 */
export interface OpenArtifact {
  /** The bytes as they come. They are known to be right when the stream has ended without an error, not before. */
  stream(): AsyncIterable<Uint8Array>;
  /** The whole content in memory. */
  bytes(): Promise<Uint8Array>;
  /** The whole content as UTF-8 text, without a byte order mark. */
  text(): Promise<string>;
  /** The whole content as JSON; a `SyntaxError` if it is none. */
  json(): Promise<Json>;
}
