import { createHash } from 'node:crypto';
import type { OpenArtifact } from '../../shared/artifacts/artifacts.js';
import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import type { ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { Json } from '../../shared/contract/json.js';
import { PayloadCorrupted, type ContentDigest } from '../../shared/errors/payload-corrupted.js';
import { PayloadMissing } from '../../shared/errors/payload-missing.js';
import { collectBytes } from './collect-bytes.js';

/** The readers of one artifact in `store`; whether the caller may read it was decided before. */
export function openArtifact(store: BlobStore, reference: ArtifactReference): OpenArtifact {
  const stream = () => verifiedStream(store, reference);
  const bytes = () => collectBytes(stream());
  const text = async () => new TextDecoder().decode(await bytes());
  return { stream, bytes, text, json: async () => JSON.parse(await text()) as Json };
}

async function* verifiedStream(store: BlobStore, reference: ArtifactReference): AsyncIterable<Uint8Array> {
  const content = await store.get(reference.key);
  if (content === undefined) throw new PayloadMissing({ store: store.name, key: reference.key });
  const hasher = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    // No more than was promised goes out, however large the object is.
    if (bytes > reference.bytes) throw corrupted(reference, { bytes });
    hasher.update(chunk);
    yield chunk;
  }
  const sha256 = hasher.digest('hex');
  if (bytes !== reference.bytes || sha256 !== reference.sha256) throw corrupted(reference, { bytes, sha256 });
}

function corrupted({ store, key, bytes, sha256 }: ArtifactReference, found: ContentDigest): PayloadCorrupted {
  return new PayloadCorrupted({ store, key, expected: { bytes, sha256 }, found });
}
