import type { Payload, PayloadCodec } from '@temporalio/common';
import { payloadFromBytes } from './payload-bytes.js';
import { isElsewhere } from './storage/is-elsewhere.js';

/** Reads payloads as they stand in histories and in stores. */
export interface PayloadReader {
  /**
   * A payload of a history as workflow code wrote it: decrypted and decompressed. What no codec here knows stays as it is, and so does the
   * reference to a payload in a store.
   *
   * @throws DecryptionFailed; what a codec or a key provider throws
   */
  decode(payload: Payload): Promise<Payload>;
  /** The same of a payload that External Storage put into a store. */
  decodeStored(bytes: Uint8Array): Promise<Payload>;
}

/** Reads what these codecs wrote, in the order in which a data converter has them. */
export function payloadReader(codecs: readonly PayloadCodec[]): PayloadReader {
  const decode = async (payload: Payload): Promise<Payload> => {
    if (isElsewhere(payload)) return payload;
    let decoded = [payload];
    // As Temporal does it: the codec that came last when writing comes first.
    for (const codec of codecs.toReversed()) decoded = await codec.decode(decoded);
    return decoded[0] ?? payload;
  };
  return { decode, decodeStored: (bytes) => decode(payloadFromBytes(bytes)) };
}
