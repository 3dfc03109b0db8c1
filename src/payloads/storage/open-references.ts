import { defaultPayloadConverter, StorageDriverClaim, type ExternalStorage, type Payload } from '@temporalio/common';
import { utf8Decode } from '../../shared/encoding/utf8.js';
import { isElsewhere } from './is-elsewhere.js';

interface Reference {
  readonly driverName: string;
  readonly claimData: Record<string, string>;
}

/** What a payload that is elsewhere refers to. */
export function referenceOf(payload: Payload): Reference {
  const { driverName = '', claimData = {} } = JSON.parse(utf8Decode(payload.data ?? new Uint8Array())) as Partial<Reference>;
  return { driverName, claimData };
}

/** Puts what the store holds in the place of each reference; a note instead of what is too large to look at, or in another store. */
export function openReferences(payloads: readonly Payload[], storage: ExternalStorage | undefined, showBytes: number): Promise<Payload[]> {
  return Promise.all(payloads.map((payload) => (isElsewhere(payload) ? open(payload, storage, showBytes) : Promise.resolve(payload))));
}

async function open(payload: Payload, storage: ExternalStorage | undefined, showBytes: number): Promise<Payload> {
  const { driverName, claimData } = referenceOf(payload);
  const driver = storage?.getDriver(driverName);
  if (driver === undefined || driver === null)
    return note(`This payload is in the store '${driverName}', which this codec server was not given.`);
  const [found] = await driver.retrieve({}, [new StorageDriverClaim(claimData)]);
  const bytes = found?.data?.length ?? 0;
  return found === undefined || bytes > showBytes
    ? note(`This payload has ${bytes} bytes. It is ${claimData['key'] ?? ''} in the store.`)
    : found;
}

function note(text: string): Payload {
  return defaultPayloadConverter.toPayload(text);
}
