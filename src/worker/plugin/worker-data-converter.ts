import type { DataConverter } from '@temporalio/common';
import { configureDataConverter } from '../../payloads/configure-data-converter.js';
import { failureConverterPath } from '../../payloads/converter-paths.js';
import { sizeLimitOf, type SizeLimit } from '../../shared/size/check-size.js';
import { OFFLOAD_ABOVE_BYTES } from '../../shared/size/payload-limits.js';
import { laptopStore } from './laptop-stores.js';
import type { OncewardPluginOptions } from './plugin-options.js';

/** Two such payloads fit into what Temporal takes. Clients of a laptop seldom know its store, so it takes only what must go there. */
const LAPTOP_OFFLOAD_ABOVE_BYTES = 900 * 1024;

/**
 * From which size on payloads of these workers go to a store; Infinity when there is none.
 *
 * @param hasOwnStorage whether the user's own data converter has an External Storage, whose threshold is then Temporal's or theirs
 */
export function offloadAboveBytesOf({ store, offloadAboveBytes }: OncewardPluginOptions, hasOwnStorage: boolean): number {
  if (hasOwnStorage) return OFFLOAD_ABOVE_BYTES;
  if (store === 'none') return Infinity;
  return offloadAboveBytes ?? (store === undefined ? LAPTOP_OFFLOAD_ABOVE_BYTES : OFFLOAD_ABOVE_BYTES);
}

const WITHOUT_STORE = 'Give the plugin a store, so that larger values go there.';

/** What an activity of these workers may give. */
export function valueLimit(options: OncewardPluginOptions, hasOwnStorage: boolean): SizeLimit {
  const offloadAboveBytes = offloadAboveBytesOf(options, hasOwnStorage);
  return sizeLimitOf(offloadAboveBytes, offloadAboveBytes !== Infinity, WITHOUT_STORE);
}

/** The data converter of a worker or a replay: the user's own, with what `store`, `encryption` and `compression` add. */
export function workerDataConverter(
  options: OncewardPluginOptions,
  existing: DataConverter | undefined,
  { isReplay = false }: { readonly isReplay?: boolean } = {},
): DataConverter {
  const { store, formerStores, encryption, compression, offloadAboveBytes } = options;
  return configureDataConverter('new OncewardPlugin()', existing, {
    formerStores,
    encryption,
    compression,
    isReplay,
    ...(store === 'none'
      ? {}
      : store === undefined
        ? { store: laptopStore(), offloadAboveBytes: offloadAboveBytes ?? LAPTOP_OFFLOAD_ABOVE_BYTES }
        : { store, offloadAboveBytes }),
  });
}

/** Whether failures are written by our converter: a converter of the user's own would not find what is concealed. */
export function concealsIn(converter: Pick<DataConverter, 'failureConverterPath'>): boolean {
  return converter.failureConverterPath !== undefined && converter.failureConverterPath === failureConverterPath();
}
