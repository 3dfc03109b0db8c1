import type { S3Client } from '@aws-sdk/client-s3';

/** Where a store is, and how to get there. */
export interface S3Place {
  readonly client: S3Client;
  readonly bucket: string;
  /** Empty, or with a slash at its end. */
  readonly prefix: string;
  readonly name: string;
}

/** How messages name it. */
export function locationOf({ bucket, prefix }: S3Place): string {
  return `s3://${bucket}/${prefix}`.replace(/\/$/, '');
}
