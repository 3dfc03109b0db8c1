import { answersInTime } from './answers-in-time.js';
import { inTransaction, type TransactionPlace } from './in-transaction.js';
import type { PostgresPool, PostgresQueryable } from './postgres-pool.js';

/** SQLSTATE of a schema or a table that does not exist. */
const MISSING = new Set(['3F000', '42P01']);

export interface Migrations {
  /** Quoted where need be. */
  readonly schema: string;
  /** What the migrations belong to: several things may share a schema. */
  readonly component: string;
  /** Append only. */
  readonly migrations: readonly string[];
  /** The error for a database that a newer version of Onceward has migrated. */
  readonly tooNew: (version: number) => Error;
}

/**
 * Brings a component's tables to their newest version, once, also when many workers come at the same time. Where they are new enough, it
 * only reads: a worker's own user need not be allowed to create tables.
 */
export async function migrate(place: TransactionPlace, options: Migrations): Promise<void> {
  if ((await versionBefore(place.pool, options)) === options.migrations.length) return;
  await inTransaction(place, (client) => apply(answersInTime(client, place.timeoutMs), options));
}

async function apply(client: PostgresQueryable, options: Migrations): Promise<void> {
  const { schema, component, migrations, tooNew } = options;
  // Held until the transaction ends; another worker that waited here finds the work done.
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`onceward:migrate:${schema}`]);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.schema_version (component text PRIMARY KEY, version integer NOT NULL)`);
  const version = versionIn(await client.query(selectVersion(schema), [component]));
  if (version > migrations.length) throw tooNew(version);
  for (const migration of migrations.slice(version)) await client.query(migration);
  await client.query(
    `INSERT INTO ${schema}.schema_version (component, version) VALUES ($1, $2) ON CONFLICT (component) DO UPDATE SET version = excluded.version`,
    [component, migrations.length],
  );
}

async function versionBefore(pool: PostgresPool, { schema, component, migrations, tooNew }: Migrations): Promise<number> {
  try {
    const version = versionIn(await pool.query(selectVersion(schema), [component]));
    if (version > migrations.length) throw tooNew(version);
    return version;
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.has(String(error.code))) return 0;
    throw error;
  }
}

function selectVersion(schema: string): string {
  return `SELECT version FROM ${schema}.schema_version WHERE component = $1`;
}

function versionIn({ rows }: { readonly rows: readonly Record<string, unknown>[] }): number {
  return Number(rows[0]?.['version'] ?? 0);
}
