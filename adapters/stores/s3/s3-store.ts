import type { S3Client } from '@aws-sdk/client-s3';
import type { BlobStore } from '../../../src/shared/artifacts/blob-store.js';
import { isKeySegment } from '../../../src/shared/artifacts/blob-key.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import { createS3BlobStore } from './s3-blob-store.js';

export interface S3StoreOptions {
  /** The client to use, with its region, endpoint, credentials and retries. The store never closes it. */
  readonly client: S3Client;
  readonly bucket: string;
  /** Under which keys of the bucket everything is, such as `'agents/artifacts'`. @default '' the whole bucket */
  readonly prefix?: string;
  /** Stands in references. @default 's3' */
  readonly name?: string;
}

/** S3's own rule is narrower; other servers allow more. A slash would make a key of the rest. */
const BUCKET = /^[\w.-]{1,255}$/;

/**
 * A store in an S3 bucket, for any number of machines: AWS, and what speaks its protocol.
 *
 * A stream is sent in parts of 5 MiB, three at a time. Each request carries a sha256 that the server checks. `ifAbsent` is `If-None-Match`; a
 * server that does not know that header leaves a moment in which two writers of one key both write, and the last one stays. Artifacts are named
 * after their content, so there it changes nothing.
 *
 * @throws UnknownOption, InvalidOption; its methods throw StoreUnavailable when S3 cannot be reached (`retryable`), refuses the credentials, or
 *   has no such bucket (not `retryable`)
 * @example
 * ```ts
 * const store = s3Store({ client: new S3Client({ region: 'eu-central-1' }), bucket: 'agents', prefix: 'artifacts' });
 * new OncewardPlugin({ modules: [tools], store, journal });
 * ```
 */
export function s3Store(options: S3StoreOptions): BlobStore {
  checkOptions('s3Store()', options, ['client', 'bucket', 'prefix', 'name']);
  const { client, bucket, prefix = '', name = 's3' } = options;
  if (typeof client?.send !== 'function') throw invalid('client', 'is no S3Client', 'Give `new S3Client({ … })` of @aws-sdk/client-s3.');
  if (!BUCKET.test(bucket))
    throw invalid('bucket', `is ${JSON.stringify(bucket)}, which is no bucket's name`, "Give the name alone: 'agents'.");
  const segments = prefix.split('/').filter((segment) => segment !== '');
  if (!segments.every(isKeySegment)) {
    throw invalid('prefix', `is ${JSON.stringify(prefix)}`, 'Use segments of letters, digits and . _ - = @ %, joined by /.');
  }
  return createS3BlobStore({ client, bucket, name, prefix: segments.map((segment) => `${segment}/`).join('') });
}

function invalid(option: string, problem: string, hint: string): InvalidOption {
  return new InvalidOption({ where: 's3Store()', option, problem, hint });
}
