import { resolve } from 'node:path';
import { JournalUnavailable } from '../../shared/errors/journal-unavailable.js';
import { SqliteRecords } from '../sqlite/sqlite-records.js';
import type { Journal, JournalRecord } from './journal.js';
import { fromJournalRow, toJournalRow, toRunRow } from './journal-row.js';
import { FIND_RECORD, FORGET_RECORDS, JOURNAL_MIGRATIONS, PAGE_OF_ROWS, PUT_RECORD } from './journal-schema.js';

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

const STATEMENTS = { find: FIND_RECORD, put: PUT_RECORD, page: PAGE_OF_ROWS, forget: FORGET_RECORDS } as const;

class SqliteJournal extends SqliteRecords<keyof typeof STATEMENTS> implements Journal {
  constructor(file: string, name: string) {
    super({
      name,
      file,
      migrations: JOURNAL_MIGRATIONS,
      // Only a power cut can take the last records back, and those calls would be paid again. `FULL` would cost an fsync per record.
      synchronous: 'NORMAL',
      statements: STATEMENTS,
      toRunRow,
      unavailable: (problem, hint, cause) => new JournalUnavailable({ journal: file, problem, hint, cause }),
    });
  }

  async get(key: string): Promise<JournalRecord | undefined> {
    const row = await this.file.run(({ find }) => find.get(key));
    return row && fromJournalRow(row, this.path);
  }

  async put(record: JournalRecord): Promise<void> {
    const row = toJournalRow(record);
    await this.file.run(({ put }) => put.run(row));
  }
}
