import { PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import type { BlobContent } from '../../../src/shared/artifacts/blob-store.js';
import { toParts } from './to-parts.js';
import type { S3Place } from './s3-place.js';
import type { S3Put } from './s3-put.js';
import { unlessPresent } from './unless-present.js';
import { uploadParts } from './upload-parts.js';

/** S3 takes no part below 5 MiB but the last, and at most 10,000 of them. */
const PART_BYTES = 5 * 1024 * 1024;

/** Sends content: in one request when it fits into a part, else in parts. An error of the content itself comes through as it is. */
export async function putContent(place: S3Place, { content, ...put }: S3Put & { readonly content: BlobContent }): Promise<void> {
  if (content instanceof Uint8Array) return putWhole(place, put, content);
  const parts = toParts(content, PART_BYTES);
  const first = await parts.next();
  if (first.done === true) return putWhole(place, put, new Uint8Array());
  if (first.value.isLast) return putWhole(place, put, first.value.bytes);
  await uploadParts(place, put, { first: first.value, rest: parts });
}

async function putWhole(place: S3Place, { Bucket, Key, mediaType, ifAbsent = false }: S3Put, Body: Uint8Array): Promise<void> {
  const input: PutObjectCommandInput = { Bucket, Key, Body, ContentType: mediaType, ChecksumAlgorithm: 'SHA256' };
  await unlessPresent(place, ifAbsent, (condition) => place.client.send(new PutObjectCommand({ ...input, ...condition })));
}
