import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { LeaseLost } from '../../../src/shared/errors/lease-lost.js';
import { LedgerUnavailable } from '../../../src/shared/errors/ledger-unavailable.js';
import { OncewardError } from '../../../src/shared/errors/onceward-error.js';
import { summarizeError } from '../../../src/shared/failures/summarize-error.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import type { Duration } from '../../../src/shared/options/duration.js';
import { positiveMs } from '../../../src/shared/policy/positive-ms.js';
import { toLedgerState } from '../../../src/worker/ledger/ledger-entry.js';
import { fromLedgerRow, toLedgerRunRow } from '../../../src/worker/ledger/ledger-row.js';
import type { Ledger, LedgerFailure, LedgerRequest, LedgerResult, LedgerState } from '../../../src/worker/ledger/ledger.js';
import { inPages } from '../../../src/worker/records/in-pages.js';
import type { RunRow } from '../../../src/worker/records/run-records.js';
import { LEDGER_COMPONENT, ledgerMigrations, ledgerSql, type LedgerSql } from './ledger-sql.js';
import { runEffect, type TransactionOptions } from './ledger-transaction.js';
import { migrate } from './migrate.js';
import { poolInTime } from './answers-in-time.js';
import type { TransactionPlace } from './in-transaction.js';
import { createPool, type OwnPool, type PostgresPool, type PostgresQueryable } from './postgres-pool.js';

export interface PostgresLedgerOptions {
  /** A `Pool` of `pg` that you made and will end. Give this or `connectionString`. */
  readonly pool?: PostgresPool;
  /** `postgres://user:password@host/database`; the ledger then makes a pool of its own, with `pg`. */
  readonly connectionString?: string;
  /** The schema its tables live in; created when it is missing. @default 'onceward' */
  readonly schema?: string;
  /**
   * How long the ledger waits for the answer to one of its statements before it says `LedgerUnavailable`. The SQL of `transaction()` is not
   * bound by it. @default '10s'
   */
  readonly queryTimeout?: Duration;
  /** Stands in messages. @default 'postgres' */
  readonly name?: string;
}

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

const OPTION_NAMES = [
  'pool',
  'connectionString',
  'schema',
  'queryTimeout',
  'name',
] as const satisfies readonly (keyof PostgresLedgerOptions)[];
const DEFAULT_QUERY_TIMEOUT = '10s';

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
  const where = 'postgresLedger()';
  checkOptions(where, options, OPTION_NAMES);
  const { pool, connectionString, schema = 'onceward', queryTimeout = DEFAULT_QUERY_TIMEOUT, name = 'postgres' } = options;
  if ((pool === undefined) === (connectionString === undefined)) {
    const problem = pool === undefined ? 'is missing, and so is `connectionString`' : 'is given beside `connectionString`';
    throw new InvalidOption({ where, option: 'pool', problem, hint: 'Give one of the two.' });
  }
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    const hint = 'Use lower-case letters, digits and underscores.';
    throw new InvalidOption({ where, option: 'schema', problem: `is '${schema}', which is no plain name`, hint });
  }
  const timeoutMs = positiveMs(where, 'queryTimeout', queryTimeout);
  const connect = pool === undefined ? (): Promise<OwnPool> => createPool(connectionString ?? '', timeoutMs) : undefined;
  return new PooledLedger({ name, schema, timeoutMs, pool, connect });
}

interface Place {
  readonly name: string;
  readonly schema: string;
  readonly timeoutMs: number;
  readonly pool: PostgresPool | undefined;
  readonly connect: (() => Promise<OwnPool>) | undefined;
}

class PooledLedger implements PostgresLedger {
  readonly name: string;
  readonly #place: Place;
  readonly #sql: LedgerSql;
  #own: Promise<OwnPool> | undefined;
  #migrated: Promise<void> | undefined;

  constructor(place: Place) {
    this.name = place.name;
    this.#place = place;
    this.#sql = ledgerSql(place.schema);
  }

  async begin({ key, fingerprint, owner, leaseMs, takeOver, workflowId, tenant }: LedgerRequest): Promise<LedgerState> {
    const parameters = [key, fingerprint, owner, leaseMs, takeOver ?? null, workflowId ?? null, tenant ?? null];
    for (;;) {
      const begun = await this.#query(this.#sql.begin, parameters);
      if (begun !== undefined) return { status: 'new', fence: Number(begun['fence']) };
      const row = await this.#query(this.#sql.find, [key]);
      const state = row && toLedgerState(fromLedgerRow(row, this.#label), fingerprint);
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
    return runEffect({ place: this.#in(await this.#ready()), sql: this.#sql }, effect, options);
  }

  rows(): AsyncIterable<RunRow> {
    return inPages(async (after) => (await this.#queryAll(this.#sql.page, [after])).map(toLedgerRunRow));
  }

  async forget(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#queryAll(this.#sql.forget, [keys]);
  }

  async migrate(): Promise<void> {
    await this.#guard(async () => this.#migrate(await this.#pool()));
  }

  async close(): Promise<void> {
    const opening = this.#own;
    this.#own = undefined;
    const pool = await opening?.catch(() => undefined);
    await pool?.end();
  }

  /** Nothing was changed: either it is done already under this fence, which is as well, or the fence is not the newest. */
  async #checkDone(key: string, fence: number): Promise<void> {
    const row = await this.#query(this.#sql.find, [key]);
    if (row === undefined || fromLedgerRow(row, this.#label).fence !== fence) throw new LeaseLost({ key, fence });
  }

  /** The first row that a statement gives. */
  async #query(text: string, values: unknown[]): Promise<Record<string, unknown> | undefined> {
    const [row] = await this.#queryAll(text, values);
    return row;
  }

  #queryAll(text: string, values: unknown[]): Promise<readonly Record<string, unknown>[]> {
    return this.#guard(async () => (await this.#in(await this.#ready()).pool.query(text, values)).rows);
  }

  async #ready(): Promise<PostgresPool> {
    const pool = await this.#pool();
    this.#migrated ??= this.#migrate(pool).catch((error: unknown) => {
      this.#migrated = undefined;
      throw error;
    });
    await this.#migrated;
    return pool;
  }

  #pool(): Promise<PostgresPool> {
    if (this.#place.pool !== undefined) return Promise.resolve(this.#place.pool);
    this.#own ??= this.#place.connect?.();
    return this.#own ?? Promise.reject(new Error('There is neither a pool nor a way to make one.'));
  }

  #in(pool: PostgresPool): TransactionPlace {
    const { timeoutMs } = this.#place;
    return { pool: poolInTime(pool, timeoutMs), timeoutMs };
  }

  #migrate(pool: PostgresPool): Promise<void> {
    const { schema } = this.#place;
    const migrations = ledgerMigrations(schema);
    const tooNew = (version: number): Error =>
      new LedgerUnavailable({
        ledger: this.#label,
        problem: `has schema version ${version}, and this version of Onceward knows ${migrations.length}`,
        hint: 'Run the newest version of Onceward on every worker that shares the ledger.',
      });
    return migrate(this.#in(pool), { schema, component: LEDGER_COMPONENT, migrations, tooNew });
  }

  get #label(): string {
    return `${this.#place.name}, schema ${this.#place.schema}`;
  }

  async #guard<Value>(operation: () => Promise<Value>): Promise<Value> {
    try {
      return await operation();
    } catch (error) {
      if (OncewardError.isInstance(error)) throw error;
      throw new LedgerUnavailable({
        ledger: this.#label,
        // Without what may be a connection string.
        problem: `cannot be used: ${summarizeError(error)}`,
        hint: 'Check that the database is up, and that the user may use the schema; the first use creates its tables, as ledger.migrate() does.',
        cause: error,
      });
    }
  }
}
