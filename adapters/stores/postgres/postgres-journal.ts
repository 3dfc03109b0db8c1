import { JournalUnavailable } from '../../../src/shared/errors/journal-unavailable.js';
import { fromJournalRow, toJournalRow, toRunRow } from '../../../src/worker/journal/journal-row.js';
import type { Journal, JournalRecord } from '../../../src/worker/journal/journal.js';
import { journalMigrations, journalSql, type JournalSql } from './journal-sql.js';
import { readPostgresOptions, type PostgresOptions, type PostgresPlace } from './postgres-options.js';
import { PostgresRecords } from './postgres-records.js';

export type PostgresJournalOptions = PostgresOptions;

/** A journal whose tables can be made ahead of its first use. */
export interface PostgresJournal extends Journal {
  /**
   * Creates its table, or brings it to this version. Happens by itself before the first use; call it from a migration of your own when
   * the worker's user may not create tables.
   */
  migrate(): Promise<void>;
}

/**
 * A journal in a Postgres database, for workers on any number of machines. A record survives the death of its process from the moment `put`
 * resolves. Constructing it connects to nothing.
 *
 * Its methods throw `JournalUnavailable` when the database cannot be used, or gives no answer within `queryTimeout`.
 *
 * @throws UnknownOption; InvalidOption when neither or both of `pool` and `connectionString` are given, the schema is no plain name, or
 *   `queryTimeout` is no time
 * @example
 * ```ts
 * const onceward = new OncewardPlugin({ modules: [tools], store: s3Store({ client, bucket: 'agents' }), journal: postgresJournal({ pool }) });
 * ```
 */
export function postgresJournal(options: PostgresJournalOptions): PostgresJournal {
  return new PooledJournal(readPostgresOptions('postgresJournal()', options));
}

class PooledJournal extends PostgresRecords implements PostgresJournal {
  readonly #sql: JournalSql;

  constructor(place: PostgresPlace) {
    const sql = journalSql(place.schema);
    super(place, {
      component: 'journal',
      migrations: journalMigrations(place.schema),
      unavailable: ({ at, ...details }) => new JournalUnavailable({ journal: at, ...details }),
      page: sql.page,
      forget: sql.forget,
      toRunRow,
    });
    this.#sql = sql;
  }

  async get(key: string): Promise<JournalRecord | undefined> {
    const [row] = await this.tables.query(this.#sql.find, [key]);
    return row && fromJournalRow(row, this.tables.label);
  }

  async put(record: JournalRecord): Promise<void> {
    const { key, v, fingerprint, value, usage, recorded_at, workflow_id, tenant } = toJournalRow(record);
    await this.tables.query(this.#sql.put, [key, v, fingerprint, value, usage, recorded_at, workflow_id, tenant]);
  }
}
