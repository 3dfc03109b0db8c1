import { oncewardClient } from 'onceward/client';
import type { PayloadClientOptions } from '../server/connect-to-server.js';
import type { LoadedPluginFile } from './load-plugin.js';

/** What a client takes to read and write payloads as the workers of a plugin do: their store, keys, compression and codecs. */
export function clientOptionsOf({ onceward, dataConverter }: LoadedPluginFile): PayloadClientOptions {
  return { plugins: [oncewardClient(onceward.reading().payloads)], ...(dataConverter !== undefined && { dataConverter }) };
}
