import type { ClientOptions } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import type { LoadedPluginFile } from './load-plugin.js';

/** What a client takes to read and write payloads as the workers of a plugin do: their store, keys, compression and codecs. */
export function clientOptionsOf({ onceward, dataConverter }: LoadedPluginFile): Pick<ClientOptions, 'plugins' | 'dataConverter'> {
  return { plugins: [oncewardClient(onceward.reading().payloads)], ...(dataConverter !== undefined && { dataConverter }) };
}
