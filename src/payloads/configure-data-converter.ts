import { ExternalStorage, type DataConverter, type PayloadCodec } from '@temporalio/common';
import { InvalidOption } from '../shared/errors/invalid-option.js';
import { OFFLOAD_ABOVE_BYTES } from '../shared/size/payload-limits.js';
import { compressionCodec } from './compression/compression-codec.js';
import { createCipher } from './encryption/create-cipher.js';
import { encryptionCodec } from './encryption/encryption-codec.js';
import { failureConverterPath, payloadConverterPath } from './converter-paths.js';
import type { PayloadOptions } from './payload-options.js';
import { blobStoreDrivers } from './storage/blob-store-driver.js';

export interface DataConverterOptions extends PayloadOptions {
  /** Of a replay without a server, which writes nothing. @default false */
  readonly isReplay?: boolean;
}

/**
 * A data converter for client, worker and replay: compresses, then applies the user's own codecs, then encrypts, and what is still large goes
 * to the store. So the store holds only what encryption made of it, and no codec sees compressed noise.
 *
 * @param existing the user's own; its converters and codecs stay
 * @throws InvalidOption when an option cannot be used
 */
export function configureDataConverter(where: string, existing: DataConverter | undefined, options: DataConverterOptions): DataConverter {
  const { encryption, compression, offloadAboveBytes = OFFLOAD_ABOVE_BYTES } = options;
  if (compression !== undefined && compression !== 'zstd') {
    throw new InvalidOption({ where, option: 'compression', problem: `is ${String(compression)}`, hint: "Write 'zstd', or leave it out." });
  }
  if (!Number.isInteger(offloadAboveBytes) || offloadAboveBytes < 0) {
    const hint = 'Give a whole number of bytes: 131_072 is the default.';
    throw new InvalidOption({ where, option: 'offloadAboveBytes', problem: `is ${String(offloadAboveBytes)}`, hint });
  }
  const codecs: readonly PayloadCodec[] = [
    ...(compression === undefined ? [] : [compressionCodec]),
    ...(existing?.payloadCodecs ?? []),
    ...(encryption === undefined ? [] : [encryptionCodec(createCipher(encryption))]),
  ];
  // Somebody who set up an external storage of Temporal's chose it; our store then keeps artifacts only.
  const externalStorage = existing?.externalStorage ?? externalStorageOf(options, offloadAboveBytes);
  const ownConverter = payloadConverterPath();
  return {
    ...(ownConverter !== undefined && { payloadConverterPath: ownConverter }),
    // Messages and stacks of failures are no payloads; this makes them some, for the codecs to encrypt.
    ...(encryption !== undefined && { failureConverterPath: failureConverterPath() }),
    ...existing,
    ...(codecs.length > 0 && { payloadCodecs: [...codecs] }),
    ...(externalStorage !== undefined && { externalStorage }),
  };
}

function externalStorageOf(
  { store, formerStores, isReplay }: DataConverterOptions,
  offloadAboveBytes: number,
): ExternalStorage | undefined {
  if (store === undefined) return undefined;
  const drivers = blobStoreDrivers(store, { formerStores, isReplay });
  return new ExternalStorage({ drivers: [...drivers], driverSelector: () => drivers[0], payloadSizeThreshold: offloadAboveBytes });
}
