import { resolve } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { JournalUnavailable } from '../../shared/errors/journal-unavailable.js';
import type { Journal, JournalRecord } from './journal.js';
import { fromJournalRow, toJournalRow } from './journal-row.js';
import { openJournalDatabase, type JournalDatabase } from './open-journal-database.js';
import { retryWhileBusy } from './retry-while-busy.js';

export interface SqliteJournalOptions {
  /** The database file; it and its folder are created when first needed. Keep it on a local disk. */
  readonly file: string;
  /** Stands in messages; default `sqlite`. */
  readonly name?: string;
}

/**
 * A journal in a SQLite file, for any number of processes on one machine. A record survives the death of its process from the moment
 * `put` resolves. Constructing it opens nothing.
 *
 * Its methods throw `JournalUnavailable` if the file cannot be used or stays locked for ten seconds.
 */
export function sqliteJournal({ file, name = 'sqlite' }: SqliteJournalOptions): Journal {
  return new SqliteJournal(resolve(file), name);
}

class SqliteJournal implements Journal {
  readonly name: string;
  readonly #file: string;
  #database: Promise<JournalDatabase> | undefined;

  constructor(file: string, name: string) {
    this.#file = file;
    this.name = name;
  }

  async get(key: string): Promise<JournalRecord | undefined> {
    const row = await this.#run(({ find }) => find.get(key));
    return row && fromJournalRow(row, this.#file);
  }

  async put(record: JournalRecord): Promise<void> {
    const row = toJournalRow(record);
    await this.#run(({ record: insert }) => insert.run(row));
  }

  async close(): Promise<void> {
    const opening = this.#database;
    this.#database = undefined;
    const database = await opening?.catch(() => undefined);
    database?.connection.close();
  }

  async #run<Value>(operation: (statements: { find: StatementSync; record: StatementSync }) => Value): Promise<Value> {
    try {
      // The connection is taken anew for every try: `close` may have come in between.
      return await retryWhileBusy(async () => operation(await this.#open()));
    } catch (error) {
      if (JournalUnavailable.isInstance(error)) throw error;
      throw new JournalUnavailable({
        file: this.#file,
        problem: `cannot be used: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'Check that the worker may write to its folder, that the disk has space, and that the file is a journal of Onceward.',
        cause: error,
      });
    }
  }

  #open(): Promise<JournalDatabase> {
    this.#database ??= openJournalDatabase(this.#file).catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }
}
