import type { Artifact, ArtifactReference } from '../contract/artifact-reference.js';
import { isArtifactReference } from '../contract/artifact-reference.js';
import type { Hash } from '../contract/json.js';
import type { Hasher } from '../encoding/sha256.js';
import { InvalidOption } from '../errors/invalid-option.js';
import { TenantMismatch } from '../errors/tenant-mismatch.js';
import { UnknownStore } from '../errors/unknown-store.js';
import { checkOptions } from '../options/check-options.js';
import { contentOf, type ArtifactContent } from './artifact-content.js';
import { keySpaceOf } from './artifact-key.js';
import type { ArtifactOptions, Artifacts } from './artifacts.js';
import type { BlobContent, BlobStore } from './blob-store.js';
import { digesting } from './digesting.js';
import { openArtifact } from './open-artifact.js';
import { presenceOf, putOnce } from './put-once.js';
import { readAhead } from './read-ahead.js';

/** What the code that runs on a server, in a browser or in a test differs in. */
export interface ArtifactsPlatform {
  createHasher(): Hasher;
  /** A name nobody else has. */
  randomId(): string;
  nowMs(): number;
}

export interface ContentAddressedOptions {
  /** Where artifacts are written and read. */
  readonly store: BlobStore;
  /** Where older references point to; only read. */
  readonly formerStores?: readonly BlobStore[];
  /** Keeps the artifacts apart from those of other tenants, under the key prefix `t/<tenant>/`. */
  readonly tenant?: string;
  /** What an object is called whose content has this hash. With encryption a name that tells nothing of it. @default the hash */
  readonly naming?: { nameOf(sha256: Hash): Promise<Hash> };
}

/** A stream up to this size is held in memory: its hash is known before it is written, so that a second copy is not written at all. */
const SMALL_STREAM_BYTES = 4 * 1024 * 1024;

/** Artifacts under the hash of their bytes. */
export function contentAddressed(options: ContentAddressedOptions, platform: ArtifactsPlatform): Artifacts {
  const { store, formerStores = [], tenant, naming } = options;
  const keys = keySpaceOf(tenant);

  async function putBytes(content: Uint8Array, mediaType: string): Promise<Stored> {
    const hasher = platform.createHasher();
    hasher.update(content);
    const sha256 = hasher.digest('hex');
    const key = keys.keyOf(naming === undefined ? sha256 : await naming.nameOf(sha256));
    await putOnce(store, content, { key, mediaType, nowMs: platform.nowMs() });
    return { key, sha256, bytes: content.byteLength };
  }

  async function putStream(chunks: AsyncIterable<Uint8Array>, mediaType: string): Promise<Stored> {
    const temporary = keys.temporaryKey(platform.randomId());
    const digested = digesting(chunks, platform.createHasher());
    try {
      await store.put(temporary, digested.chunks, { mediaType });
      const { sha256, bytes } = digested.result();
      const key = keys.keyOf(naming === undefined ? sha256 : await naming.nameOf(sha256));
      if ((await presenceOf(store, { key, bytes, nowMs: platform.nowMs() })) === 'yes') await store.delete(temporary);
      else await store.move(temporary, key);
      return { key, sha256, bytes };
    } catch (error) {
      // Best effort: what stays is swept by `onceward store gc`, and the first error is the one that says what happened.
      await store.delete(temporary).catch(() => undefined);
      throw error;
    }
  }

  async function putContent(content: BlobContent, mediaType: string): Promise<Stored> {
    if (content instanceof Uint8Array) return putBytes(content, mediaType);
    const read = await readAhead(content, SMALL_STREAM_BYTES);
    return 'whole' in read ? putBytes(read.whole, mediaType) : putStream(read.chunks, mediaType);
  }

  return {
    async put<MediaType extends string>(content: ArtifactContent, given: ArtifactOptions<MediaType>): Promise<Artifact<MediaType>> {
      const { mediaType, preview } = checkPutOptions(given);
      const { key, sha256, bytes } = await putContent(contentOf(content), mediaType);
      const optional = { ...(tenant !== undefined && { tenant }), ...(preview !== undefined && { preview }) };
      return { $artifact: 1, store: store.name, key, sha256, bytes, mediaType, ...optional };
    },

    open(reference) {
      const named = namedStore([store, ...formerStores], checkReference(reference));
      // A reference may come from anywhere, and its `tenant` may be forged: the key decides, too.
      if (reference.tenant !== tenant || !keys.owns(reference.key)) {
        throw new TenantMismatch({ key: reference.key, tenant, referenceTenant: reference.tenant });
      }
      const others = [store, ...formerStores].filter((other) => other !== named);
      return openArtifact({ stores: [named, ...others], reference, createHasher: () => platform.createHasher() });
    },
  };
}

interface Stored {
  readonly key: string;
  readonly sha256: Hash;
  readonly bytes: number;
}

function checkPutOptions<MediaType extends string>(options: ArtifactOptions<MediaType>): ArtifactOptions<MediaType> {
  checkOptions('artifacts.put()', options, ['mediaType', 'preview']);
  if (typeof options.mediaType === 'string' && options.mediaType.includes('/')) return options;
  const problem = `is ${JSON.stringify(options.mediaType) ?? 'missing'}, which is no media type`;
  throw new InvalidOption({ where: 'artifacts.put()', option: 'mediaType', problem, hint: "Say what the bytes are: 'application/pdf'." });
}

function checkReference(reference: ArtifactReference): ArtifactReference {
  if (isArtifactReference(reference) && typeof reference.key === 'string' && typeof reference.sha256 === 'string') return reference;
  const hint = 'Give what `artifacts.put` returned, as it is; it may have gone through JSON.';
  throw new InvalidOption({ where: 'artifacts.open()', option: 'reference', problem: 'is no artifact reference', hint });
}

function namedStore(stores: readonly BlobStore[], { store: name, key }: ArtifactReference): BlobStore {
  const named = stores.find((store) => store.name === name);
  if (named !== undefined) return named;
  throw new UnknownStore({ store: name, known: stores.map((store) => store.name), key });
}
