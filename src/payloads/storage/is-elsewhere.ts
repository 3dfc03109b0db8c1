import type { Payload } from '@temporalio/common';
import { metadataText } from '../payload-metadata.js';

/** How Temporal's External Storage marks a payload that is elsewhere. */
const REFERENCE = 'temporal.api.sdk.v1.ExternalStorageReference';

/** Whether a payload only refers to one in a store. */
export function isElsewhere(payload: Payload): boolean {
  return metadataText(payload, 'messageType') === REFERENCE;
}
