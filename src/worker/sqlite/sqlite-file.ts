import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { OncewardError } from '../../shared/errors/onceward-error.js';
import { migrate, type UnavailableError } from './migrate.js';
import { retryWhileBusy } from './retry-while-busy.js';

export interface SqliteFileOptions<Statements> {
  /** An absolute path; the file and its folder are created when first needed. */
  readonly file: string;
  /** What each version of the schema changed. Append only. */
  readonly migrations: readonly string[];
  /**
   * What a power cut may take back. `NORMAL`: the last commits, without damage to the file. `FULL`: nothing, at an fsync per commit. The
   * death of a process takes nothing back with either.
   */
  readonly synchronous: 'NORMAL' | 'FULL';
  readonly prepare: (connection: DatabaseSync) => Statements;
  readonly unavailable: UnavailableError;
}

/** A SQLite file that any number of processes of one machine share. It is opened when first used, and again after it was closed. */
export class SqliteFile<Statements> {
  readonly #options: SqliteFileOptions<Statements>;
  #database: Promise<{ readonly connection: DatabaseSync; readonly statements: Statements }> | undefined;

  constructor(options: SqliteFileOptions<Statements>) {
    this.#options = options;
  }

  /** Runs an operation, again while another process holds the file locked, for ten seconds at most. Errors say what to do. */
  async run<Value>(operation: (statements: Statements) => Value): Promise<Value> {
    try {
      // The connection is taken anew for every try: `close` may have come in between.
      return await retryWhileBusy(async () => operation((await this.#opened()).statements));
    } catch (error) {
      if (OncewardError.isInstance(error)) throw error;
      const problem = `cannot be used: ${error instanceof Error ? error.message : String(error)}`;
      const hint = 'Check that the worker may write to its folder, that the disk has space, and that the file is one of Onceward.';
      throw this.#options.unavailable(problem, hint, error);
    }
  }

  async close(): Promise<void> {
    const opening = this.#database;
    this.#database = undefined;
    const database = await opening?.catch(() => undefined);
    database?.connection.close();
  }

  #opened(): Promise<{ readonly connection: DatabaseSync; readonly statements: Statements }> {
    this.#database ??= open(this.#options).catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }
}

async function open<Statements>({ file, migrations, synchronous, prepare, unavailable }: SqliteFileOptions<Statements>) {
  await mkdir(dirname(file), { recursive: true });
  // Loaded only when it is used: importing it prints a warning on Node 22.
  const { DatabaseSync: Database } = await import('node:sqlite');
  const connection = new Database(file);
  try {
    // Short, because waiting in here blocks the event loop, and with it every heartbeat of the worker: `retryWhileBusy` waits the longer time.
    connection.exec('PRAGMA busy_timeout = 200');
    // Readers and the writer do not wait for each other.
    connection.exec('PRAGMA journal_mode = WAL');
    connection.exec(`PRAGMA synchronous = ${synchronous}`);
    migrate(connection, migrations, unavailable);
    return { connection, statements: prepare(connection) };
  } catch (error) {
    connection.close();
    throw error;
  }
}
