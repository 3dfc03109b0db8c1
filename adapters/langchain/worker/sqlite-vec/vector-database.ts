import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { InvalidOption } from '../../../../src/shared/errors/invalid-option.js';
import { retryWhileBusy } from '../../../../src/worker/sqlite/retry-while-busy.js';

const WHERE = 'SqliteVectorStore';
/** Persisted as `user_version`. */
const SCHEMA_VERSION = 1;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS documents (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL, metadata TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, group_id TEXT, updated_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS records_by_group ON records (group_id, updated_at);
  CREATE INDEX IF NOT EXISTS records_by_time ON records (updated_at);
  PRAGMA user_version = ${SCHEMA_VERSION};`;

/** The SQLite file of a vector store: its documents, their vectors, and the record of what was indexed. Opened when it is first used. */
export class VectorDatabase {
  readonly #file: string;
  readonly #extension: string;
  #opening: Promise<DatabaseSync> | undefined;

  /** @throws InvalidOption when the package sqlite-vec is missing */
  constructor(file: string) {
    this.#file = file === ':memory:' ? file : resolve(file);
    this.#extension = findExtension();
  }

  /** Reads, or writes a single row; again while another process holds the file locked. */
  async run<Value>(operation: (database: DatabaseSync) => Value): Promise<Value> {
    return retryWhileBusy(async () => operation(await this.#opened()));
  }

  /** Does all of it or nothing. IMMEDIATE, because a transaction that starts by reading cannot wait for another writer later on. */
  transaction<Value>(operation: (database: DatabaseSync) => Value): Promise<Value> {
    return this.run((database) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const value = operation(database);
        database.exec('COMMIT');
        return value;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.close();
  }

  #opened(): Promise<DatabaseSync> {
    this.#opening ??= open(this.#file, this.#extension).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }
}

async function open(file: string, extension: string): Promise<DatabaseSync> {
  if (file !== ':memory:') await mkdir(dirname(file), { recursive: true });
  // Loaded only when it is used: importing it prints a warning on Node 22.
  const { DatabaseSync: Connection } = await import('node:sqlite');
  const database = new Connection(file, { allowExtension: true });
  try {
    database.loadExtension(extension);
    // Short, because waiting in here blocks the event loop, and with it every heartbeat of the worker: `retryWhileBusy` waits the longer time.
    database.exec('PRAGMA busy_timeout = 200; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > SCHEMA_VERSION) throw newerFile(file, version);
    if (version < SCHEMA_VERSION) database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** When the store is made, as early as it can be known. */
function findExtension(): string {
  try {
    return (createRequire(import.meta.url)('sqlite-vec') as { getLoadablePath(): string }).getLoadablePath();
  } catch (error) {
    const problem = `needs the package sqlite-vec, which cannot be loaded: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    throw new InvalidOption({
      where: WHERE,
      option: 'file',
      problem,
      hint: 'Run `npm install sqlite-vec`; it has builds for Linux, macOS and Windows.',
    });
  }
}

function newerFile(file: string, version: number): InvalidOption {
  const problem = `is ${file}, which a newer version of onceward wrote (schema ${version}, this one knows ${SCHEMA_VERSION})`;
  return new InvalidOption({ where: WHERE, option: 'file', problem, hint: 'Run the newer version, or give another file.' });
}
