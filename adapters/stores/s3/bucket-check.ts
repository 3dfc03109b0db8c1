import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { isNotFound, noBucket } from './s3-error.js';
import type { S3Place } from './s3-place.js';

/**
 * Gives a check that throws `StoreUnavailable` when the bucket does not exist: the answer to HEAD for an object has no body, and looks the same
 * without an object and without a bucket. Asked once; credentials that may not ask are taken as a yes.
 */
export function createBucketCheck(place: S3Place): () => Promise<void> {
  let isThere: Promise<boolean> | undefined;
  const look = async (): Promise<boolean> => {
    try {
      await place.client.send(new HeadBucketCommand({ Bucket: place.bucket }));
      return true;
    } catch (error) {
      return !isNotFound(error);
    }
  };
  return async () => {
    if (await (isThere ??= look())) return;
    isThere = undefined;
    throw noBucket(place);
  };
}
