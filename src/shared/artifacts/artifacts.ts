import type { Artifact, ArtifactReference } from '../contract/artifact-reference.js';
import type { Json } from '../contract/json.js';
import type { Duration } from '../options/duration.js';
import type { ArtifactContent } from './artifact-content.js';

/** What a new artifact is. */
export interface ArtifactOptions<MediaType extends string> {
  readonly mediaType: MediaType;
  /** A few words a person can read in the history. It stands in every reference, so keep it short and free of secrets. */
  readonly preview?: string;
}

/**
 * Large content by reference: the bytes go to a store, the workflow passes on a small `Artifact`. Activities have it as
 * `durableContext().artifacts`, clients as `oncewardClient({ store }).artifacts`; workflows cannot use it.
 *
 * @example
 * ```ts
 * const page = await artifacts.put(png, { mediaType: 'image/png' });
 * const bytes = await artifacts.open(page).bytes();
 * ```
 */
export interface Artifacts {
  /**
   * Stores content under the hash of its bytes, so that equal bytes are stored once, and gives the reference to it. A string is stored as
   * UTF-8. A stream is written while it is read, and never held as a whole; when it breaks off, its error is thrown and nothing stays.
   *
   * @throws InvalidOption for content that is no bytes; StoreUnavailable
   */
  put<MediaType extends string>(content: ArtifactContent, options: ArtifactOptions<MediaType>): Promise<Artifact<MediaType>>;

  /**
   * Opens the content behind a reference. Nothing is read until one of the readers is called.
   *
   * @throws InvalidOption for what is no reference; UnknownStore if it points into a store that is not here; TenantMismatch if it belongs to
   *   another tenant
   */
  open(reference: ArtifactReference): OpenArtifact;
}

/**
 * The content of one artifact. Each call reads it anew and checks its size and sha256 against the reference.
 * All readers throw `PayloadMissing` if no store has such an object, `PayloadCorrupted` if its bytes are not those that were stored, and
 * `StoreUnavailable` if the store does not answer.
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
  /**
   * A URL that anyone can read the content at until it expires; `undefined` if the store has no such thing. Nothing checks the bytes there.
   *
   * @param options.expiresIn @default '15m'
   */
  link(options?: { readonly expiresIn?: Duration }): Promise<string | undefined>;
}
