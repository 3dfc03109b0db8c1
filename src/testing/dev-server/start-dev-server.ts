import type { DevServer, DevServerOptions } from './dev-server.js';
import { findServerBinary } from './find-server-binary.js';
import { launchServer } from './launch-server.js';
import { connectToRunningServer } from './running-server.js';

/**
 * Gives a real Temporal server, for tests, demos and local work.
 *
 * It takes the server at `TEMPORAL_ADDRESS` (namespace `TEMPORAL_NAMESPACE`) when that is set, and then changes nothing there. Otherwise it starts
 * one of its own, from the first of: `temporal` on the PATH, the copy in the cache folder, a download, a build with Go. The last two happen
 * once and are cached. A server started here ends with `stop()`, and with this process however that ends.
 *
 * @throws `TemporalServerNotFound` when there is no way to get a server; `TemporalServerFailed` when it does not start, does not answer
 * within 30 seconds (10 seconds for `TEMPORAL_ADDRESS`), or the port that was asked for is taken.
 *
 * @example
 * ```ts
 * const server = await startDevServer({ databaseFile: 'temporal.db', onProgress: console.error });
 * const connection = await Connection.connect({ address: server.address });
 * // …
 * await connection.close();
 * await server.stop();
 * ```
 */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const address = process.env['TEMPORAL_ADDRESS'];
  if (address) return connectToRunningServer(address, options.namespace);
  const binary = await findServerBinary(options.onProgress);
  return launchServer(binary, options);
}
