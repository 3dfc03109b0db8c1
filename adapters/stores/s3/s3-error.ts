import { StoreUnavailable } from '../../../src/shared/errors/store-unavailable.js';
import { locationOf, type S3Place } from './s3-place.js';

const GRANT =
  'Give the client credentials that may read, write, list and delete under the prefix. Without s3:ListBucket, S3 also answers 403 for an object that is not there.';
const WAIT = 'The step is tried again. When it lasts, look at the network, the endpoint, and the status of the service.';
const ASK = 'Look at the bucket, the region and the endpoint of the client; the answer of the server is the cause of this error.';

/** Full, in the words of the servers that can be. */
const FULL = new Set(['XMinioStorageFull', 'QuotaExceeded', 'InsufficientStorage', 'StorageFull']);
/** The bytes changed on their way. */
const DAMAGED_ON_THE_WAY = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'XAmzContentSHA256Mismatch', 'RequestTimeout']);

/** S3's own code of an error, such as `NoSuchBucket`; the client's, when S3 did not answer. */
export function errorNameOf(error: unknown): string {
  const { name, Code, code } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return [Code, name === 'Error' ? code : name, code].find((text) => typeof text === 'string' && text !== '')?.toString() ?? 'Error';
}

export function httpStatusOf(error: unknown): number | undefined {
  const metadata = (error as { readonly $metadata?: { readonly httpStatusCode?: number } } | null | undefined)?.$metadata;
  return metadata?.httpStatusCode;
}

/** Whether S3 says that there is no such object. Without a body it cannot say whether there is such a bucket. */
export function isNotFound(error: unknown): boolean {
  return httpStatusOf(error) === 404 && errorNameOf(error) !== 'NoSuchBucket';
}

export function noBucket(place: S3Place, cause?: unknown): StoreUnavailable {
  const problem = `has no bucket: there is no '${place.bucket}'`;
  const hint = 'Create the bucket, or correct `bucket`, the region or the endpoint of the client.';
  return new StoreUnavailable({ store: place.name, location: locationOf(place), problem, hint, retryable: false, cause });
}

/** What S3 or its client threw, as a `StoreUnavailable` of the store; what was one already as it is. */
export function toS3StoreError(place: S3Place, error: unknown): unknown {
  if (StoreUnavailable.isInstance(error)) return error;
  const name = errorNameOf(error);
  if (name === 'NoSuchBucket') return noBucket(place, error);
  const { problem, hint, retryable } = judge(name, httpStatusOf(error));
  return new StoreUnavailable({ store: place.name, location: locationOf(place), problem, hint, retryable, cause: error });
}

function judge(name: string, status: number | undefined): { readonly problem: string; readonly hint: string; readonly retryable: boolean } {
  if (name === 'CredentialsProviderError')
    return { problem: 'cannot be used: the client has no credentials', hint: GRANT, retryable: false };
  if (FULL.has(name) || status === 507)
    return { problem: `is full: ${told(name, status)}`, hint: 'Free space, or raise the quota.', retryable: true };
  if (status === undefined) return { problem: `does not answer: ${name}`, hint: WAIT, retryable: true };
  if (status >= 500 || status === 408 || status === 429 || DAMAGED_ON_THE_WAY.has(name)) {
    return { problem: `cannot answer now: ${told(name, status)}`, hint: WAIT, retryable: true };
  }
  const isRefused = status === 401 || status === 403;
  return { problem: `refuses: ${told(name, status)}`, hint: isRefused ? GRANT : ASK, retryable: false };
}

function told(name: string, status: number | undefined): string {
  return status === undefined ? name : `${name} (${status})`;
}
