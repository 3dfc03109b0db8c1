import { OncewardError } from '../../../src/shared/errors/onceward-error.js';
import { summarizeError } from '../../../src/shared/failures/summarize-error.js';
import { poolInTime } from './answers-in-time.js';
import type { TransactionPlace } from './in-transaction.js';
import { migrate } from './migrate.js';
import type { PostgresPlace } from './postgres-options.js';
import { createPool, type OwnPool, type PostgresPool } from './postgres-pool.js';

type Row = Readonly<Record<string, unknown>>;

export interface Tables {
  /** What they hold, such as `ledger`: counted by `schema_version`. */
  readonly component: string;
  /** Append only. */
  readonly migrations: readonly string[];
  /** The error for a database that cannot be used. `at` names the place. */
  readonly unavailable: (details: { at: string; problem: string; hint: string; cause?: unknown }) => OncewardError;
}

/** Tables in a Postgres database, which are made or brought to this version before their first use. Connects when first needed. */
export class PostgresTables {
  readonly #place: PostgresPlace;
  readonly #tables: Tables;
  readonly #underWay = new Set<Promise<unknown>>();
  #own: Promise<OwnPool> | undefined;
  #migrated: Promise<void> | undefined;

  constructor(place: PostgresPlace, tables: Tables) {
    this.#place = place;
    this.#tables = tables;
  }

  /** The place, for messages. */
  get label(): string {
    return `${this.#place.name}, schema ${this.#place.schema}`;
  }

  /** All rows that a statement gives. */
  query(text: string, values: unknown[]): Promise<readonly Row[]> {
    return this.#use(async (place) => (await place.pool.query(text, values)).rows);
  }

  /** Where a transaction can be begun. What it throws is not taken for the database's. */
  async place(): Promise<TransactionPlace> {
    return this.#ready(this.#pool());
  }

  /** Makes the tables, or brings them to this version. */
  async migrate(): Promise<void> {
    await this.#guard(async () => this.#migrate(this.#inTime(await this.#pool())));
  }

  /** Lets what is under way end, and closes the pool if it is an own one. The next use opens another. */
  async close(): Promise<void> {
    const opening = this.#own;
    this.#own = undefined;
    await Promise.allSettled(this.#underWay);
    const pool = await opening?.catch(() => undefined);
    await pool?.end();
  }

  async #use<Value>(operation: (place: TransactionPlace) => Promise<Value>): Promise<Value> {
    const pool = this.#pool();
    const running = this.#guard(async () => operation(await this.#ready(pool)));
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  async #ready(pool: Promise<PostgresPool>): Promise<TransactionPlace> {
    const place = this.#inTime(await pool);
    this.#migrated ??= this.#migrate(place).catch((error: unknown) => {
      this.#migrated = undefined;
      throw error;
    });
    await this.#migrated;
    return place;
  }

  #pool(): Promise<PostgresPool> {
    const { source, timeoutMs } = this.#place;
    if ('pool' in source) return Promise.resolve(source.pool);
    this.#own ??= createPool(source.connectionString, timeoutMs);
    return this.#own;
  }

  #inTime(pool: PostgresPool): TransactionPlace {
    const { timeoutMs } = this.#place;
    return { pool: poolInTime(pool, timeoutMs), timeoutMs };
  }

  #migrate(place: TransactionPlace): Promise<void> {
    const { component, migrations, unavailable } = this.#tables;
    const tooNew = (version: number): Error =>
      unavailable({
        at: this.label,
        problem: `has schema version ${version}, and this version of Onceward knows ${migrations.length}`,
        hint: `Run the newest version of Onceward on every worker that shares the ${component}.`,
      });
    return migrate(place, { schema: this.#place.schema, component, migrations, tooNew });
  }

  async #guard<Value>(operation: () => Promise<Value>): Promise<Value> {
    try {
      return await operation();
    } catch (error) {
      if (OncewardError.isInstance(error)) throw error;
      throw this.#tables.unavailable({
        at: this.label,
        // Without what may be a connection string.
        problem: `cannot be used: ${summarizeError(error)}`,
        hint: 'Check that the database is up, and that the user may use the schema; the first use creates its tables, as migrate() does.',
        cause: error,
      });
    }
  }
}
