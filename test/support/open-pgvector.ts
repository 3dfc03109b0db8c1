import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { Pool } from 'pg';

/** Of the tables that `PgVectorStore` and `PgRecordManager` work on, as a migration would make them. */
const SCHEMA = `
  CREATE EXTENSION vector;
  CREATE TABLE passages (id text PRIMARY KEY, content text NOT NULL, metadata jsonb NOT NULL, embedding vector NOT NULL);
  CREATE TABLE records (key text PRIMARY KEY, group_id text, updated_at float8 NOT NULL);`;

/** Postgres with pgvector, for any number of processes: PGlite runs one query after the other. */
export interface OpenPgvector {
  readonly connectionString: string;
  readonly pool: Pool;
  /** What stands in the index: the vector of each text. */
  read(): Promise<ReadonlyMap<string, readonly number[]>>;
  /** Leaves the tables empty. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one for a test file; it takes some seconds. */
export async function openPgvector(): Promise<OpenPgvector> {
  const db = await PGlite.create({ extensions: { vector } });
  await db.exec(SCHEMA);
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 50 });
  await server.start();
  const connectionString = `postgres://postgres@${server.getServerConn()}/postgres`;
  const pool = new Pool({ connectionString, max: 4 });
  return {
    connectionString,
    pool,
    async read() {
      const { rows } = await pool.query<{ content: string; vector: string }>('SELECT content, embedding::text AS vector FROM passages');
      return new Map(rows.map(({ content, vector: numbers }) => [content, JSON.parse(numbers) as number[]]));
    },
    async clear() {
      await db.exec('TRUNCATE passages, records');
    },
    async close() {
      await pool.end();
      await server.stop();
      await db.close();
    },
  };
}
