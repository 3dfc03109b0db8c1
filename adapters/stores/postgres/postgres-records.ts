import { inPages } from '../../../src/worker/records/in-pages.js';
import type { RunRecords, RunRow } from '../../../src/worker/records/run-records.js';
import type { PostgresPlace } from './postgres-options.js';
import { PostgresTables, type Tables } from './postgres-tables.js';

export interface PostgresRecordsOptions extends Tables {
  /** A page of rows after a key. */
  readonly page: string;
  /** Deletes the rows of a list of keys. */
  readonly forget: string;
  readonly toRunRow: (row: Readonly<Record<string, unknown>>) => RunRow;
}

/** Rows of runs in a Postgres database, which is connected to when first needed. What else they are good for, a subclass knows. */
export abstract class PostgresRecords implements RunRecords {
  readonly name: string;
  protected readonly tables: PostgresTables;
  readonly #options: PostgresRecordsOptions;

  constructor(place: PostgresPlace, options: PostgresRecordsOptions) {
    this.name = place.name;
    this.tables = new PostgresTables(place, options);
    this.#options = options;
  }

  rows(): AsyncIterable<RunRow> {
    const { page, toRunRow } = this.#options;
    return inPages(async (after) => (await this.tables.query(page, [after])).map(toRunRow));
  }

  async forget(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.tables.query(this.#options.forget, [keys]);
  }

  migrate(): Promise<void> {
    return this.tables.migrate();
  }

  close(): Promise<void> {
    return this.tables.close();
  }
}
