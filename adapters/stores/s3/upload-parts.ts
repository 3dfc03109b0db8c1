import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { toS3StoreError } from './s3-error.js';
import type { S3Place } from './s3-place.js';
import type { S3Put } from './s3-put.js';
import type { Part } from './to-parts.js';
import { unlessPresent } from './unless-present.js';

/** As many parts are in memory, and one more that is being filled. */
const PARTS_AT_ONCE = 3;

export interface PartsToSend {
  readonly first: Part;
  readonly rest: AsyncIterable<Part>;
}

/** Sends parts as they come. Nothing is to be seen under the key before all are there; when it fails, S3 forgets the parts. */
export async function uploadParts(place: S3Place, put: S3Put, parts: PartsToSend): Promise<void> {
  const { client } = place;
  const target = { Bucket: put.Bucket, Key: put.Key };
  const create = new CreateMultipartUploadCommand({ ...target, ContentType: put.mediaType, ChecksumAlgorithm: 'SHA256' });
  const { UploadId } = await client.send(create).catch((error: unknown) => {
    throw toS3StoreError(place, error);
  });
  const upload = { ...target, UploadId };
  const send = (Body: Uint8Array, PartNumber: number): Promise<CompletedPart> =>
    client.send(new UploadPartCommand({ ...upload, Body, PartNumber, ChecksumAlgorithm: 'SHA256' })).then(
      ({ ETag, ChecksumSHA256 }) => ({ PartNumber, ETag, ChecksumSHA256 }),
      (error: unknown) => {
        throw toS3StoreError(place, error);
      },
    );
  const abort = (): Promise<unknown> => client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
  try {
    const Parts = await sendAll(parts, send);
    const complete = (condition: object): Promise<unknown> =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...condition }));
    // When somebody came first, S3 would keep the parts.
    if (!(await unlessPresent(place, put.ifAbsent ?? false, complete))) await abort();
  } catch (error) {
    await abort();
    throw error;
  }
}

async function sendAll(
  { first, rest }: PartsToSend,
  send: (bytes: Uint8Array, number: number) => Promise<CompletedPart>,
): Promise<CompletedPart[]> {
  const sent: CompletedPart[] = [];
  const underWay = new Set<Promise<void>>();
  const start = async ({ bytes, release }: Part, number: number): Promise<void> => {
    // One that failed stays, so that the race is lost to it.
    if (underWay.size >= PARTS_AT_ONCE) await Promise.race(underWay);
    const transfer = async (): Promise<void> => {
      sent.push(await send(bytes, number));
      release();
      underWay.delete(sending);
    };
    const sending = transfer();
    underWay.add(sending);
    // Looked at by the race, and at the end.
    sending.catch(() => undefined);
  };
  let number = 1;
  try {
    await start(first, number);
    for await (const part of rest) await start(part, (number += 1));
    await Promise.all(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
  return sent.toSorted((one, other) => (one.PartNumber ?? 0) - (other.PartNumber ?? 0));
}
