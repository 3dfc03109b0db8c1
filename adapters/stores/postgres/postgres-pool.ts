/** What runs SQL: the parts of `pg` that are used, so that its types are not demanded of those who do not use Postgres. */
export interface PostgresQueryable {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** A connection that was taken from a pool. */
export interface PostgresClient extends PostgresQueryable {
  /** Gives it back; with `true` it is closed instead. */
  release(destroy?: boolean): void;
  /** Told when the connection breaks; `pg` ends the process when nobody listens. */
  on?(event: 'error', listener: () => void): unknown;
  off?(event: 'error', listener: () => void): unknown;
}

/** A pool of connections: a `Pool` of `pg`, or anything with these methods. */
export interface PostgresPool extends PostgresQueryable {
  connect(): Promise<PostgresClient>;
}

/** A pool that is ended by whoever made it. */
export interface OwnPool extends PostgresPool {
  end(): Promise<void>;
}

const MAX_CONNECTIONS = 10;
/** From then on the system asks whether the other side is there, so that SQL of a step does not wait for ever for one that is gone. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** Makes a pool with `pg`, which is loaded only then. */
export async function createPool(connectionString: string, connectionTimeoutMillis: number): Promise<OwnPool> {
  const { default: pg } = await import('pg');
  const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS };
  const pool = new pg.Pool({ connectionString, max: MAX_CONNECTIONS, connectionTimeoutMillis, ...keepAlive });
  // A connection that breaks while nobody uses it would end the process; the next query gets another or fails by itself.
  pool.on('error', () => undefined);
  return pool;
}

/** Uses a connection and gives it back; unless `use` says that it is well, it is closed. */
export async function withConnection<Result>(client: PostgresClient, use: (isWell: () => void) => Promise<Result>): Promise<Result> {
  let isBroken = true;
  client.on?.('error', ignore);
  try {
    return await use(() => void (isBroken = false));
  } finally {
    client.off?.('error', ignore);
    client.release(isBroken);
  }
}

/** What was running on the connection fails by itself. */
function ignore(): void {}
