import type { ArtifactReference } from '../contract/artifact-reference.js';
import type { Json } from '../contract/json.js';
import type { Hasher } from '../encoding/sha256.js';
import { utf8Decode } from '../encoding/utf8.js';
import { PayloadCorrupted, type ContentDigest } from '../errors/payload-corrupted.js';
import { PayloadMissing } from '../errors/payload-missing.js';
import { durationMs, type Duration } from '../options/duration.js';
import type { OpenArtifact } from './artifacts.js';
import type { BlobStore } from './blob-store.js';
import { collectBytes } from './collect-bytes.js';

interface Opening {
  /** The store that the reference names, then the others: content may have been moved, and its hash tells that it is the right one. */
  readonly stores: readonly [BlobStore, ...BlobStore[]];
  readonly reference: ArtifactReference;
  readonly createHasher: () => Hasher;
}

const DEFAULT_LINK_TIME = '15m';

/** The readers of one artifact; whether the caller may read it was decided before. */
export function openArtifact(opening: Opening): OpenArtifact {
  const stream = (): AsyncIterable<Uint8Array> => verifiedStream(opening);
  const bytes = (): Promise<Uint8Array> => collectBytes(stream());
  const text = async (): Promise<string> => utf8Decode(await bytes());
  return {
    stream,
    bytes,
    text,
    json: async () => JSON.parse(await text()) as Json,
    link: ({ expiresIn = DEFAULT_LINK_TIME } = {}) => linkTo(opening, expiresIn),
  };
}

async function* verifiedStream(opening: Opening): AsyncGenerator<Uint8Array, void, void> {
  const { reference, createHasher } = opening;
  const { store, found } = await firstWith(opening, (candidate) => candidate.get(reference.key));
  const hasher = createHasher();
  let bytes = 0;
  for await (const chunk of found) {
    bytes += chunk.byteLength;
    // No more than was promised goes out, however large the object is.
    if (bytes > reference.bytes) throw corrupted(store, reference, { bytes });
    hasher.update(chunk);
    yield chunk;
  }
  const sha256 = hasher.digest('hex');
  if (bytes !== reference.bytes || sha256 !== reference.sha256) throw corrupted(store, reference, { bytes, sha256 });
}

async function linkTo(opening: Opening, expiresIn: Duration): Promise<string | undefined> {
  const expiresInMs = durationMs(expiresIn, 'artifacts.open().link()', 'expiresIn');
  const { store } = await firstWith(opening, (candidate) => candidate.head(opening.reference.key));
  return store.presignGet?.(opening.reference.key, { expiresInMs });
}

interface Found<Value> {
  readonly store: BlobStore;
  readonly found: Value;
}

async function firstWith<Value>(
  { stores, reference }: Opening,
  look: (store: BlobStore) => Promise<Value | undefined>,
): Promise<Found<Value>> {
  for (const store of stores) {
    const found = await look(store);
    if (found !== undefined) return { store, found };
  }
  const [named, ...others] = stores;
  throw new PayloadMissing({ store: named.name, location: named.location, key: reference.key, others });
}

function corrupted(store: BlobStore, { key, bytes, sha256 }: ArtifactReference, found: ContentDigest): PayloadCorrupted {
  return new PayloadCorrupted({ store: store.name, key, expected: { bytes, sha256 }, found });
}
