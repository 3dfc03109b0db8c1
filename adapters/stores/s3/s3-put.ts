import type { BlobPutOptions } from '../../../src/shared/artifacts/blob-store.js';

/** Where content goes, and how. */
export interface S3Put extends BlobPutOptions {
  readonly Bucket: string;
  readonly Key: string;
}
