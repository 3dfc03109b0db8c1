import { GetObjectCommand } from '@aws-sdk/client-s3';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { toS3StoreError } from './s3-error.js';
import type { S3Place } from './s3-place.js';

const SECOND_MS = 1_000;
/** S3 refuses a longer one. */
const LONGEST_MS = 7 * 24 * 60 * 60 * SECOND_MS;

/** A URL that reads the object until it expires. Made here, without asking S3. */
export async function presignGet(
  place: S3Place,
  source: { readonly Bucket: string; readonly Key: string },
  { expiresInMs }: { readonly expiresInMs: number },
): Promise<string> {
  if (!(expiresInMs >= SECOND_MS && expiresInMs <= LONGEST_MS)) {
    const problem = `is ${expiresInMs} ms`;
    throw new InvalidOption({ where: 's3Store()', option: 'expiresIn', problem, hint: 'A link of S3 holds for 1 second to 7 days.' });
  }
  // Loaded here only: whoever makes no links needs no package for them.
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner').catch((error: unknown) => {
    const hint = 'Links need one more package: npm install @aws-sdk/s3-request-presigner.';
    throw new InvalidOption({ where: 's3Store()', option: 'presignGet', problem: `cannot work: ${String(error)}`, hint });
  });
  try {
    return await getSignedUrl(place.client, new GetObjectCommand(source), { expiresIn: Math.floor(expiresInMs / SECOND_MS) });
  } catch (error) {
    throw toS3StoreError(place, error);
  }
}
