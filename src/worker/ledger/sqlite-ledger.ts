import { resolve } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import { LeaseLost } from '../../shared/errors/lease-lost.js';
import { LedgerUnavailable } from '../../shared/errors/ledger-unavailable.js';
import { SqliteRecords } from '../sqlite/sqlite-records.js';
import { toLedgerState, type LedgerEntry } from './ledger-entry.js';
import { fromLedgerRow, toLedgerRunRow } from './ledger-row.js';
import { BEGIN, COMPLETE, EXTEND, FAIL, FIND, FORGET_WRITES, LEDGER_MIGRATIONS, PAGE_OF_WRITES } from './ledger-schema.js';
import type { Ledger, LedgerFailure, LedgerRequest, LedgerResult, LedgerState } from './ledger.js';

export interface SqliteLedgerOptions {
  /** The database file; it and its folder are created when first needed. Keep it on a local disk. */
  readonly file: string;
  /** Stands in messages; default `sqlite`. */
  readonly name?: string;
}

/**
 * A ledger in a SQLite file, for any number of processes on one machine; leases run by the database's clock. What it recorded survives
 * the death of the process and a power cut. Constructing it opens nothing.
 *
 * Its methods throw `LedgerUnavailable` if the file cannot be used or stays locked for ten seconds.
 */
export function sqliteLedger({ file, name = 'sqlite' }: SqliteLedgerOptions): Ledger {
  return new SqliteLedger(resolve(file), name);
}

const STATEMENTS = {
  begin: BEGIN,
  find: FIND,
  complete: COMPLETE,
  fail: FAIL,
  extend: EXTEND,
  page: PAGE_OF_WRITES,
  forget: FORGET_WRITES,
} as const;

type Parameters = Record<string, SQLInputValue>;

class SqliteLedger extends SqliteRecords<keyof typeof STATEMENTS> implements Ledger {
  constructor(file: string, name: string) {
    super({
      name,
      file,
      migrations: LEDGER_MIGRATIONS,
      // A write that began is not forgotten, whatever happens: forgetting it would be doing it again.
      synchronous: 'FULL',
      statements: STATEMENTS,
      toRunRow: toLedgerRunRow,
      unavailable: (problem, hint, cause) => new LedgerUnavailable({ ledger: file, problem, hint, cause }),
    });
  }

  async begin({ key, fingerprint, owner, leaseMs, takeOver, workflowId, tenant }: LedgerRequest): Promise<LedgerState> {
    const run = { workflowId: workflowId ?? null, tenant: tenant ?? null };
    const parameters = { key, fingerprint, owner, leaseMs, takeOver: takeOver ?? null, ...run };
    for (;;) {
      const begun = await this.file.run(({ begin }) => begin.get(parameters));
      if (begun !== undefined) return { status: 'new', fence: Number(begun['fence']) };
      const entry = await this.#entry(key);
      const state = entry && toLedgerState(entry, fingerprint);
      if (state !== undefined) return state;
    }
  }

  async complete(key: string, fence: number, result: LedgerResult): Promise<void> {
    if (await this.#change('complete', { key, fence, result: JSON.stringify(result) })) return;
    await this.#checkDone(key, fence);
  }

  async fail(key: string, fence: number, failure: LedgerFailure): Promise<void> {
    if (await this.#change('fail', { key, fence, status: failure })) return;
    await this.#checkDone(key, fence);
  }

  async extend(key: string, fence: number, leaseMs: number): Promise<void> {
    if (!(await this.#change('extend', { key, fence, leaseMs }))) throw new LeaseLost({ key, fence });
  }

  async #change(name: 'complete' | 'fail' | 'extend', parameters: Parameters): Promise<boolean> {
    return (await this.file.run((statements) => statements[name].get(parameters))) !== undefined;
  }

  /** Nothing was changed: either it is done already under this fence, which is as well, or the fence is not the newest. */
  async #checkDone(key: string, fence: number): Promise<void> {
    const entry = await this.#entry(key);
    if (entry?.fence !== fence) throw new LeaseLost({ key, fence });
  }

  async #entry(key: string): Promise<LedgerEntry | undefined> {
    const row = await this.file.run(({ find }) => find.get(key));
    return row && fromLedgerRow(row, this.path);
  }
}
