import { errorNameOf, httpStatusOf, toS3StoreError } from './s3-error.js';
import type { S3Place } from './s3-place.js';

interface Condition {
  readonly IfNoneMatch?: '*';
}

const CONFLICTS_TO_TRY = 5;
const PRECONDITION_FAILED = 412;
const NOT_IMPLEMENTED = 501;

/**
 * Runs a write, with `ifAbsent` on the condition that there is nothing yet; false when somebody came first. A server that refuses the header is
 * asked without it: it was asked before whether the key is there.
 */
export async function unlessPresent(
  place: S3Place,
  ifAbsent: boolean,
  write: (condition: Condition) => Promise<unknown>,
): Promise<boolean> {
  let condition: Condition = ifAbsent ? { IfNoneMatch: '*' } : {};
  for (let tried = 1; ; tried += 1) {
    try {
      await write(condition);
      return true;
    } catch (error) {
      const status = httpStatusOf(error);
      if (ifAbsent && status === PRECONDITION_FAILED) return false;
      // Two conditional writes at the same moment: S3 asks to send this one again.
      const isConflict = errorNameOf(error) === 'ConditionalRequestConflict' && tried < CONFLICTS_TO_TRY;
      const isUnknownHeader = status === NOT_IMPLEMENTED && condition.IfNoneMatch !== undefined;
      if (!isConflict && !isUnknownHeader) throw toS3StoreError(place, error);
      if (isUnknownHeader) condition = {};
    }
  }
}
