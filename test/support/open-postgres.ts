import { Pool } from 'pg';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

/** A real Postgres with a pool of connections to it. */
export interface OpenPostgres extends PostgresServer {
  readonly pool: Pool;
  /** The name of a schema that nobody has used. */
  newSchema(): string;
}

/** Starts one for a test file; `stop` ends both. */
export async function openPostgres(): Promise<OpenPostgres> {
  const server = await startPostgres();
  const pool = new Pool({ connectionString: server.connectionString, max: 20 });
  // A connection that the server's death breaks would end this process.
  pool.on('error', () => undefined);
  let schemas = 0;
  return {
    ...server,
    pool,
    newSchema: () => `test_${(schemas += 1)}`,
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}
