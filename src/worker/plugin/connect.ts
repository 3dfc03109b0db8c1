import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import { rememberAddress } from './server-address.js';

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
 * @example
 * ```ts
 * const { connection, namespace } = await connect();
 * const worker = await Worker.create({ connection, namespace, workflowsPath, taskQueue: 'agents', plugins: [onceward] });
 * ```
 */
export async function connect(): Promise<WorkerConnection> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const connection = await NativeConnection.connect(connectionOptions);
  const address = connectionOptions.address ?? 'localhost:7233';
  rememberAddress(connection, address);
  return { connection, namespace, address };
}
