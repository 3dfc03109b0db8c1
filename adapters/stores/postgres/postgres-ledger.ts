import { LeaseLost } from '../../../src/shared/errors/lease-lost.js';
import { LedgerUnavailable } from '../../../src/shared/errors/ledger-unavailable.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import { toLedgerState } from '../../../src/worker/ledger/ledger-entry.js';
import { fromLedgerRow, toLedgerRunRow } from '../../../src/worker/ledger/ledger-row.js';
import type { Ledger, LedgerFailure, LedgerRequest, LedgerResult, LedgerState } from '../../../src/worker/ledger/ledger.js';
import { ledgerMigrations, ledgerSql, type LedgerSql } from './ledger-sql.js';
import { runEffect, type TransactionOptions } from './ledger-transaction.js';
import { readPostgresOptions, type PostgresOptions, type PostgresPlace } from './postgres-options.js';
import type { PostgresQueryable } from './postgres-pool.js';
import { PostgresRecords } from './postgres-records.js';

/** `queryTimeout` does not bind the SQL of `transaction()`. */
export type PostgresLedgerOptions = PostgresOptions;

/** A ledger whose database can also hold what a step writes. */
export interface PostgresLedger extends Ledger {
  /**
   * Creates its tables, or brings them to this version. Happens by itself before the first use; call it from a migration of your own when
   * the worker's user may not create tables.
   */
  migrate(): Promise<void>;

  /**
   * Runs SQL exactly once: what `effect` does and the ledger's word that it was done are committed together, or not at all. An attempt that
   * comes later, or that another took the place of, does not run it again. For a step with `sideEffect: 'once'` and
   * `onUnknownOutcome: 'retry'`; once per step.
   *
   * @returns what `effect` gave, as JSON gives it back
   * @throws LeaseLost when another attempt took this one's place; everything is rolled back then. InvalidDurable outside such a step
   * @example
   * ```ts
   * export const book = durable(
   *   (order: Order) => ledger.transaction(async (sql) => {
   *     const { rows } = await sql.query('INSERT INTO bookings (item) VALUES ($1) RETURNING id', [order.item]);
   *     return { booking: rows[0]?.id };
   *   }),
   *   { sideEffect: 'once', onUnknownOutcome: 'retry' },
   * );
   * ```
   */
  transaction<Result>(effect: (sql: PostgresQueryable) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
}

/**
 * A ledger in a Postgres database, for workers on any number of machines; leases run by the database's clock. Its tables are created
 * before the first use, once. Constructing it connects to nothing.
 *
 * Its methods throw `LedgerUnavailable` when the database cannot be used.
 *
 * @throws UnknownOption; InvalidOption when neither or both of `pool` and `connectionString` are given, the schema is no plain name, or
 *   `queryTimeout` is no time
 * @example
 * ```ts
 * const onceward = new OncewardPlugin({ modules: [tools], ledger: postgresLedger({ pool }) });
 * ```
 */
export function postgresLedger(options: PostgresLedgerOptions): PostgresLedger {
  return new PooledLedger(readPostgresOptions('postgresLedger()', options));
}

class PooledLedger extends PostgresRecords implements PostgresLedger {
  readonly #sql: LedgerSql;

  constructor(place: PostgresPlace) {
    const sql = ledgerSql(place.schema);
    super(place, {
      component: 'ledger',
      migrations: ledgerMigrations(place.schema),
      unavailable: ({ at, ...details }) => new LedgerUnavailable({ ledger: at, ...details }),
      page: sql.page,
      forget: sql.forget,
      toRunRow: toLedgerRunRow,
    });
    this.#sql = sql;
  }

  async begin({ key, fingerprint, owner, leaseMs, takeOver, workflowId, tenant }: LedgerRequest): Promise<LedgerState> {
    const parameters = [key, fingerprint, owner, leaseMs, takeOver ?? null, workflowId ?? null, tenant ?? null];
    for (;;) {
      const begun = await this.#query(this.#sql.begin, parameters);
      if (begun !== undefined) return { status: 'new', fence: Number(begun['fence']) };
      const row = await this.#query(this.#sql.find, [key]);
      const state = row && toLedgerState(fromLedgerRow(row, this.tables.label), fingerprint);
      if (state !== undefined) return state;
    }
  }

  async complete(key: string, fence: number, result: LedgerResult): Promise<void> {
    if (await this.#query(this.#sql.complete, [key, fence, JSON.stringify(result)])) return;
    await this.#checkDone(key, fence);
  }

  async fail(key: string, fence: number, failure: LedgerFailure): Promise<void> {
    if (await this.#query(this.#sql.fail, [key, fence, failure])) return;
    await this.#checkDone(key, fence);
  }

  async extend(key: string, fence: number, leaseMs: number): Promise<void> {
    if (!(await this.#query(this.#sql.extend, [key, fence, leaseMs]))) throw new LeaseLost({ key, fence });
  }

  async transaction<Result>(effect: (sql: PostgresQueryable) => Promise<Result>, options: TransactionOptions = {}): Promise<Result> {
    checkOptions('ledger.transaction()', options, ['client']);
    return runEffect({ place: await this.tables.place(), sql: this.#sql }, effect, options);
  }

  /** Nothing was changed: either it is done already under this fence, which is as well, or the fence is not the newest. */
  async #checkDone(key: string, fence: number): Promise<void> {
    const row = await this.#query(this.#sql.find, [key]);
    if (row === undefined || fromLedgerRow(row, this.tables.label).fence !== fence) throw new LeaseLost({ key, fence });
  }

  /** The first row that a statement gives. */
  async #query(text: string, values: unknown[]): Promise<Readonly<Record<string, unknown>> | undefined> {
    const [row] = await this.tables.query(text, values);
    return row;
  }
}
