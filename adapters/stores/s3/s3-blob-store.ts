import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { assertBlobKey } from '../../../src/shared/artifacts/blob-key.js';
import type { BlobContent, BlobInfo, BlobPutOptions, BlobRange, BlobStore } from '../../../src/shared/artifacts/blob-store.js';
import { PayloadMissing } from '../../../src/shared/errors/payload-missing.js';
import { errorNameOf, isNotFound, toS3StoreError } from './s3-error.js';
import { createBucketCheck } from './bucket-check.js';
import { presignGet } from './presign-get.js';
import { putContent } from './put-content.js';
import { locationOf, type S3Place } from './s3-place.js';

/** The store itself, in a place that was checked. */
export function createS3BlobStore(place: S3Place): BlobStore {
  return new S3BlobStore(place);
}

class S3BlobStore implements BlobStore {
  readonly name: string;
  readonly location: string;
  readonly #place: S3Place;
  readonly #assertBucket: () => Promise<void>;

  constructor(place: S3Place) {
    this.name = place.name;
    this.location = locationOf(place);
    this.#place = place;
    this.#assertBucket = createBucketCheck(place);
  }

  async put(key: string, content: BlobContent, options: BlobPutOptions): Promise<void> {
    const target = this.#objectOf(key);
    // Asked first, so that nothing is sent in vain; the put itself decides between two writers.
    if (options.ifAbsent === true && (await this.head(key))) return;
    await putContent(this.#place, { ...target, content, ...options });
  }

  async get(key: string, { range }: { readonly range?: BlobRange } = {}): Promise<AsyncIterable<Uint8Array> | undefined> {
    const source = this.#objectOf(key);
    if (range?.length === 0) return (await this.head(key)) && emptyStream();
    try {
      const { Body } = await this.#place.client.send(new GetObjectCommand({ ...source, ...(range && { Range: rangeHeader(range) }) }));
      return this.#read(Body as AsyncIterable<Uint8Array> | undefined);
    } catch (error) {
      if (errorNameOf(error) === 'InvalidRange') return emptyStream();
      return this.#undefinedIfNotFound(error);
    }
  }

  async head(key: string): Promise<BlobInfo | undefined> {
    const source = this.#objectOf(key);
    try {
      const { ContentLength, LastModified } = await this.#place.client.send(new HeadObjectCommand(source));
      return { key, bytes: ContentLength ?? 0, modifiedMs: LastModified?.getTime() ?? 0 };
    } catch (error) {
      return this.#undefinedIfNotFound(error);
    }
  }

  async move(from: string, to: string): Promise<void> {
    const source = this.#objectOf(from);
    const target = this.#objectOf(to);
    const path = [source.Bucket, ...source.Key.split('/')].map((part) => encodeURIComponent(part)).join('/');
    try {
      await this.#place.client.send(new CopyObjectCommand({ ...target, CopySource: path }));
    } catch (error) {
      if (isNotFound(error)) await this.#assertBucket();
      throw isNotFound(error)
        ? new PayloadMissing({ store: this.name, location: this.location, key: from })
        : toS3StoreError(this.#place, error);
    }
    await this.delete(from);
  }

  async delete(key: string): Promise<void> {
    const target = this.#objectOf(key);
    try {
      await this.#place.client.send(new DeleteObjectCommand(target));
    } catch (error) {
      await this.#undefinedIfNotFound(error);
    }
  }

  async *list(prefix: string): AsyncIterable<BlobInfo> {
    const { client, bucket: Bucket, prefix: ownPrefix } = this.#place;
    let ContinuationToken: string | undefined;
    do {
      const request = new ListObjectsV2Command({ Bucket, Prefix: ownPrefix + prefix, ContinuationToken });
      const page = await client.send(request).catch((error: unknown) => {
        throw toS3StoreError(this.#place, error);
      });
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        yield { key: Key.slice(ownPrefix.length), bytes: Size, modifiedMs: LastModified?.getTime() ?? 0 };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }

  async presignGet(key: string, options: { readonly expiresInMs: number }): Promise<string> {
    return presignGet(this.#place, this.#objectOf(key), options);
  }

  #objectOf(key: string): { readonly Bucket: string; readonly Key: string } {
    assertBlobKey(key);
    return { Bucket: this.#place.bucket, Key: this.#place.prefix + key };
  }

  /** A connection can break at any chunk. */
  async *#read(body: AsyncIterable<Uint8Array> | undefined): AsyncGenerator<Uint8Array, void, void> {
    if (body === undefined) return;
    try {
      yield* body;
    } catch (error) {
      throw toS3StoreError(this.#place, error);
    }
  }

  /** A missing bucket must not look like a store without objects. */
  async #undefinedIfNotFound(error: unknown): Promise<undefined> {
    if (!isNotFound(error)) throw toS3StoreError(this.#place, error);
    await this.#assertBucket();
    return undefined;
  }
}

/** Both ends are included. */
function rangeHeader({ offset, length }: BlobRange): string {
  return `bytes=${offset}-${length === undefined ? '' : offset + length - 1}`;
}

async function* emptyStream(): AsyncGenerator<Uint8Array, void, void> {
  // Nothing to give.
}
