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
const CONNECTION_TIMEOUT_MS = 5_000;

/** Makes a pool with `pg`, which is loaded only then. */
export async function createPool(connectionString: string): Promise<OwnPool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString, max: MAX_CONNECTIONS, connectionTimeoutMillis: CONNECTION_TIMEOUT_MS });
  // A connection that breaks while nobody uses it would end the process; the next query gets another or fails by itself.
  pool.on('error', () => undefined);
  return pool;
}

/** Runs statements as one transaction on a connection of its own: all of them, or none when one fails. */
export async function inTransaction<Result>(pool: PostgresPool, run: (client: PostgresClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  client.on?.('error', ignore);
  let isBroken = true;
  try {
    await client.query('BEGIN');
    const result = await run(client).catch(async (error: unknown) => {
      await client.query('ROLLBACK');
      isBroken = false;
      throw error;
    });
    await client.query('COMMIT');
    isBroken = false;
    return result;
  } finally {
    client.off?.('error', ignore);
    client.release(isBroken);
  }
}

/** What was running on the connection fails by itself. */
function ignore(): void {}
