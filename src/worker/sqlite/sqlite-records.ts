import type { SQLOutputValue } from 'node:sqlite';
import { inPages } from '../records/in-pages.js';
import type { RunRecords, RunRow } from '../records/run-records.js';
import { SqliteFile, type SqliteFileOptions } from './sqlite-file.js';

/** Of the statements, `page` takes the key to go on after, and `forget` a JSON list of keys. */
export interface SqliteRecordsOptions<Name extends string> extends SqliteFileOptions<Name | 'page' | 'forget'> {
  /** Stands in messages. */
  readonly name: string;
  readonly toRunRow: (row: Record<string, SQLOutputValue>) => RunRow;
}

/** Rows of runs in a SQLite file, which is opened when first needed. What else they are good for, a subclass knows. */
export abstract class SqliteRecords<Name extends string> implements RunRecords {
  readonly name: string;
  protected readonly path: string;
  protected readonly file: SqliteFile<Name | 'page' | 'forget'>;
  readonly #toRunRow: SqliteRecordsOptions<Name>['toRunRow'];

  constructor({ name, toRunRow, ...options }: SqliteRecordsOptions<Name>) {
    this.name = name;
    this.path = options.file;
    this.file = new SqliteFile(options);
    this.#toRunRow = toRunRow;
  }

  rows(): AsyncIterable<RunRow> {
    return inPages(async (after) => {
      // Looking makes no file.
      if (!this.file.exists) return [];
      return (await this.file.run(({ page }) => page.all(after))).map(this.#toRunRow);
    });
  }

  async forget(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.file.run((statements) => statements.forget.run(JSON.stringify(keys)));
    await this.file.empty();
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
