import { durableContext } from '../../../src/shared/context/durable-context.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { LeaseLost } from '../../../src/shared/errors/lease-lost.js';
import type { LedgerSql } from './ledger-sql.js';
import { answersInTime } from './answers-in-time.js';
import { inTransaction, type TransactionPlace } from './in-transaction.js';
import type { PostgresQueryable } from './postgres-pool.js';

export interface TransactionOptions {
  /**
   * A connection with a transaction that you began and will commit, such as that of your query builder. It must be to the database of the
   * ledger. @default a connection of the ledger's pool, with a transaction around the effect
   */
  readonly client?: PostgresQueryable;
}

/** Runs SQL and the ledger's word that it ran as one transaction, under the key and the fence of the step that is running. */
export async function runEffect<Result>(
  { place, sql }: { readonly place: TransactionPlace; readonly sql: LedgerSql },
  effect: (client: PostgresQueryable) => Promise<Result>,
  { client }: TransactionOptions,
): Promise<Result> {
  const { idempotencyKey: key, fence } = durableContext();
  if (fence === undefined) throw withoutFence();
  const run = (own: PostgresQueryable): Promise<Result> =>
    effectOnce({ client: own, ledger: answersInTime(own, place.timeoutMs), sql, key, fence }, effect);
  return client === undefined ? inTransaction(place, run) : run(client);
}

interface Running {
  /** For the effect. */
  readonly client: PostgresQueryable;
  /** The same connection, for what the ledger does on it. */
  readonly ledger: PostgresQueryable;
  readonly sql: LedgerSql;
  readonly key: string;
  readonly fence: number;
}

async function effectOnce<Result>(
  { client, ledger, sql, key, fence }: Running,
  effect: (client: PostgresQueryable) => Promise<Result>,
): Promise<Result> {
  const { rows } = await ledger.query(sql.findEffect, [key]);
  const [row] = rows;
  if (row === undefined || Number(row['fence']) !== fence) throw new LeaseLost({ key, fence });
  if (row['effect_fence'] !== null && Number(row['effect_fence']) === fence) throw calledTwice();
  // An earlier attempt committed it, and ended before it could say so.
  if (typeof row['effect'] === 'string') return JSON.parse(row['effect']) as Result;
  const value = await effect(client);
  const text = (JSON.stringify(value) as string | undefined) ?? 'null';
  const recorded = await ledger.query(sql.recordEffect, [key, fence, text]);
  // Rolls the effect back: from here on it belongs to whoever has the newer fence.
  if (recorded.rows.length === 0) throw new LeaseLost({ key, fence });
  return JSON.parse(text) as Result;
}

function withoutFence(): InvalidDurable {
  return new InvalidDurable({
    what: 'ledger.transaction()',
    problem: "was called in a step without sideEffect: 'once'",
    hint: "State sideEffect: 'once' and onUnknownOutcome: 'retry' in the options of the step, and give this ledger to the plugin.",
  });
}

function calledTwice(): InvalidDurable {
  return new InvalidDurable({
    what: 'ledger.transaction()',
    problem: 'was called a second time in the same step',
    hint: 'Do all of its SQL in one transaction, or make two steps of it.',
  });
}
