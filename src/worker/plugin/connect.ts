import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import { ServerUnreachable } from '../../shared/errors/server-unreachable.js';
import { DEFAULT_ADDRESS, rememberAddress } from './server-address.js';

/** A connection, and the namespace that the environment names. */
export interface WorkerConnection {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly address: string;
}

/**
 * Connects a worker to the server that the environment names: `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, TLS, API key or a profile of
 * Temporal's configuration file. Without any, `localhost:7233`.
 *
 * @throws ServerUnreachable when nothing answers there
 * @example
 * ```ts
 * const { connection, namespace } = await connect();
 * const worker = await Worker.create({ connection, namespace, workflowsPath, taskQueue: 'agents', plugins: [onceward] });
 * ```
 */
export async function connect(): Promise<WorkerConnection> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const address = connectionOptions.address ?? DEFAULT_ADDRESS;
  const connection = await NativeConnection.connect(connectionOptions).catch((cause: unknown) => {
    throw new ServerUnreachable({ address, cause });
  });
  rememberAddress(connection, address);
  return { connection, namespace, address };
}
