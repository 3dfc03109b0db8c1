import type { ExternalStorage, LoadedDataConverter, Payload } from '@temporalio/common';
import { PayloadMissing } from '../shared/errors/payload-missing.js';
import { isElsewhere } from './storage/is-elsewhere.js';
import { openReferences, referenceOf } from './storage/open-references.js';

/**
 * A value of a history as the client or worker of this data converter would get it: fetched from the store where it is there, then decoded.
 *
 * @throws PayloadMissing when it is in a store that the data converter does not have
 */
export async function decodePayload(
  { payloadCodecs, payloadConverter, externalStorage }: LoadedDataConverter,
  payload: Payload,
): Promise<unknown> {
  if (isElsewhere(payload)) assertStore(payload, externalStorage);
  let payloads = await openReferences([payload], externalStorage, Infinity);
  // As Temporal does it: the codec that came last when writing comes first.
  for (const codec of payloadCodecs.toReversed()) payloads = await codec.decode(payloads);
  const [decoded] = payloads;
  return decoded && payloadConverter.fromPayload(decoded);
}

function assertStore(payload: Payload, storage: ExternalStorage | undefined): void {
  const { driverName, claimData } = referenceOf(payload);
  if (storage?.getDriver(driverName)) return;
  throw new PayloadMissing({ store: driverName, location: 'not given here', key: claimData['key'] ?? '' });
}
