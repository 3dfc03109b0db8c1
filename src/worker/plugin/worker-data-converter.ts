import type { DataConverter } from '@temporalio/common';
import { configureDataConverter } from '../../payloads/configure-data-converter.js';
import { laptopStore } from './laptop-stores.js';
import type { OncewardPluginOptions } from './plugin-options.js';

/** What Temporal refuses, less room for the rest of the request. Clients of a laptop seldom know its store, so it takes only what must go there. */
const LAPTOP_OFFLOAD_ABOVE_BYTES = 1_500 * 1024;

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
