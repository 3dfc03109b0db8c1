import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { JournalUnavailable } from '../../shared/errors/journal-unavailable.js';
import { inPages } from '../records/in-pages.js';
import { SqliteFile } from '../sqlite/sqlite-file.js';
import type { Journal, JournalRecord } from './journal.js';
import { fromJournalRow, toJournalRow, toRunRow } from './journal-row.js';
import { FIND_RECORD, FORGET_RECORDS, JOURNAL_MIGRATIONS, PAGE_OF_ROWS, PUT_RECORD } from './journal-schema.js';
import type { RunRow } from '../records/run-records.js';

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

type Statements = Readonly<Record<'find' | 'put' | 'page' | 'forget', StatementSync>>;

class SqliteJournal implements Journal {
  readonly name: string;
  readonly #path: string;
  readonly #file: SqliteFile<Statements>;

  constructor(file: string, name: string) {
    this.name = name;
    this.#path = file;
    this.#file = new SqliteFile({
      file,
      migrations: JOURNAL_MIGRATIONS,
      // Only a power cut can take the last records back, and those calls would be paid again. `FULL` would cost an fsync per record.
      synchronous: 'NORMAL',
      prepare: (connection) => ({
        find: connection.prepare(FIND_RECORD),
        put: connection.prepare(PUT_RECORD),
        page: connection.prepare(PAGE_OF_ROWS),
        forget: connection.prepare(FORGET_RECORDS),
      }),
      unavailable: (problem, hint, cause) => new JournalUnavailable({ file, problem, hint, cause }),
    });
  }

  async get(key: string): Promise<JournalRecord | undefined> {
    const row = await this.#file.run(({ find }) => find.get(key));
    return row && fromJournalRow(row, this.#path);
  }

  async put(record: JournalRecord): Promise<void> {
    const row = toJournalRow(record);
    await this.#file.run(({ put }) => put.run(row));
  }

  rows(): AsyncIterable<RunRow> {
    return inPages((after) => this.#page(after));
  }

  async forget(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#file.run((statements) => statements.forget.run(JSON.stringify(keys)));
    await this.#file.empty();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #page(after: string): Promise<readonly RunRow[]> {
    // Looking makes no file.
    if (!existsSync(this.#path)) return [];
    return (await this.#file.run((statements) => statements.page.all(after))).map(toRunRow);
  }
}
