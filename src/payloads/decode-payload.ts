import type { LoadedDataConverter, Payload } from '@temporalio/common';
import { openReferences } from './storage/open-references.js';

/** A value of a history as the client or worker of this data converter would get it: fetched from the store where it is there, then decoded. */
export async function decodePayload(
  { payloadCodecs, payloadConverter, externalStorage }: LoadedDataConverter,
  payload: Payload,
): Promise<unknown> {
  let payloads = await openReferences([payload], externalStorage, Infinity);
  // As Temporal does it: the codec that came last when writing comes first.
  for (const codec of payloadCodecs.toReversed()) payloads = await codec.decode(payloads);
  const [decoded] = payloads;
  return decoded && payloadConverter.fromPayload(decoded);
}
