import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { OncewardError } from '../../shared/errors/onceward-error.js';
import { migrate, type UnavailableError } from './migrate.js';
import { retryWhileBusy, StillRead } from './retry-while-busy.js';

/** Prepared statements by what they are for. */
export type Statements<Name extends string> = Readonly<Record<Name, StatementSync>>;

export interface SqliteFileOptions<Name extends string> {
  /** An absolute path; the file and its folder are created when first needed. */
  readonly file: string;
  /** What each version of the schema changed. Append only. */
  readonly migrations: readonly string[];
  /**
   * What a power cut may take back. `NORMAL`: the last commits, without damage to the file. `FULL`: nothing, at an fsync per commit. The
   * death of a process takes nothing back with either.
   */
  readonly synchronous: 'NORMAL' | 'FULL';
  /** SQL by what it is for. */
  readonly statements: Readonly<Record<Name, string>>;
  readonly unavailable: UnavailableError;
}

interface Database<Name extends string> {
  readonly connection: DatabaseSync;
  readonly statements: Statements<Name>;
}

/** A SQLite file that any number of processes of one machine share. It is opened when first used, and again after it was closed. */
export class SqliteFile<Name extends string> {
  readonly #options: SqliteFileOptions<Name>;
  #database: Promise<Database<Name>> | undefined;

  constructor(options: SqliteFileOptions<Name>) {
    this.#options = options;
  }

  /** Runs an operation, again while another process holds the file locked, for ten seconds at most. Errors say what to do. */
  run<Value>(operation: (statements: Statements<Name>) => Value): Promise<Value> {
    return this.#try(({ statements }) => operation(statements));
  }

  /** Whether it is there yet: whoever only looks makes none. */
  get exists(): boolean {
    return existsSync(this.#options.file);
  }

  /** Moves all changes into the file itself: until then, what was deleted is in the file beside it. */
  empty(): Promise<void> {
    return this.#try(({ connection }) => {
      if (connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] !== 0) throw new StillRead();
    });
  }

  async #try<Value>(operation: (database: Database<Name>) => Value): Promise<Value> {
    try {
      // The connection is taken anew for every try: `close` may have come in between.
      return await retryWhileBusy(async () => operation(await this.#opened()));
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

  #opened(): Promise<Database<Name>> {
    this.#database ??= open(this.#options).catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }
}

async function open<Name extends string>(options: SqliteFileOptions<Name>): Promise<Database<Name>> {
  const { file, migrations, synchronous, statements, unavailable } = options;
  await mkdir(dirname(file), { recursive: true });
  // Loaded only when it is used: importing it prints a warning on Node 22.
  const { DatabaseSync: Connection } = await import('node:sqlite');
  const connection = new Connection(file);
  try {
    // Short, because waiting in here blocks the event loop, and with it every heartbeat of the worker: `retryWhileBusy` waits the longer time.
    connection.exec('PRAGMA busy_timeout = 200');
    // Readers and the writer do not wait for each other.
    connection.exec('PRAGMA journal_mode = WAL');
    connection.exec(`PRAGMA synchronous = ${synchronous}`);
    // What is replaced or forgotten is overwritten, not only unlinked: an erasure has to reach the bytes.
    connection.exec('PRAGMA secure_delete = ON');
    migrate(connection, migrations, unavailable);
    return { connection, statements: prepare(connection, statements) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function prepare<Name extends string>(connection: DatabaseSync, statements: Readonly<Record<Name, string>>): Statements<Name> {
  const prepared = Object.entries<string>(statements).map(([name, sql]) => [name, connection.prepare(sql)]);
  return Object.fromEntries(prepared) as Statements<Name>;
}
