import type { Client, ClientOptions } from '@temporalio/client';
import type { OncewardClient } from 'onceward/client';
import { CommandFailed } from '../grammar/command-failed.js';
import { toOneLine } from '../output/one-line.js';

const CONNECT_TIMEOUT_MS = 5_000;
const START_SERVER = 'Run `temporal server start-dev`, or set TEMPORAL_ADDRESS to a server that runs.';

/** How a client reads and writes payloads: as the workers of a plugin do, or without any. */
export interface PayloadClientOptions extends Pick<ClientOptions, 'dataConverter'> {
  readonly plugins?: OncewardClient[];
}

/** The Temporal server that the environment names. */
export interface Server {
  readonly client: Client;
  readonly address: string;
  readonly namespace: string;
  /** The same server, for another namespace. */
  forNamespace(namespace: string): Server;
  close(): Promise<void>;
}

/**
 * Connects to the server of `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE` or a Temporal profile; without any, `localhost:7233`.
 *
 * @param payloads how its client reads and writes payloads
 * @throws CommandFailed when the settings cannot be read or nobody answers there
 */
export async function connectToServer(payloads: PayloadClientOptions = {}): Promise<Server> {
  // Loaded here and not above: `doctor` also has to run where these packages are broken or missing.
  const [{ Client, Connection }, { loadClientConnectConfig }, { oncewardClient }] = await Promise.all([
    import('@temporalio/client'),
    import('@temporalio/envconfig'),
    import('onceward/client'),
  ]);
  const settings = attempt(() => loadClientConnectConfig());
  const { connectionOptions, namespace = 'default' } = settings;
  const address = connectionOptions.address ?? 'localhost:7233';
  try {
    const { plugins = [oncewardClient()], dataConverter } = payloads;
    const connection = await Connection.connect({ ...connectionOptions, connectTimeout: CONNECT_TIMEOUT_MS, plugins });
    const forNamespace = (name: string): Server => ({
      client: new Client({ connection, namespace: name, ...(dataConverter !== undefined && { dataConverter }) }),
      address,
      namespace: name,
      forNamespace,
      close: () => connection.close(),
    });
    return forNamespace(namespace);
  } catch (error) {
    throw new CommandFailed(`No Temporal server answers at ${address}: ${reasonOf(error)}.`, START_SERVER);
  }
}

/** Runs `use` with a connection that is closed afterwards. */
export async function withServer<Result>(use: (server: Server) => Promise<Result>, payloads?: PayloadClientOptions): Promise<Result> {
  const server = await connectToServer(payloads);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

function attempt<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new CommandFailed(`The Temporal settings of this environment cannot be read: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  return toOneLine(error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
