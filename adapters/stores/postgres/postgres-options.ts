import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import type { Duration } from '../../../src/shared/options/duration.js';
import { positiveMs } from '../../../src/shared/policy/positive-ms.js';
import type { PostgresPool } from './postgres-pool.js';

/** Where the tables are, and how to get there. */
export interface PostgresOptions {
  /** A `Pool` of `pg` that you made and will end. Give this or `connectionString`. */
  readonly pool?: PostgresPool;
  /** `postgres://user:password@host/database`; a pool of its own is made then, with `pg`. */
  readonly connectionString?: string;
  /** The schema its tables live in; created when it is missing. A journal and a ledger may share it. @default 'onceward' */
  readonly schema?: string;
  /** How long to wait for the answer to one statement before the database counts as down. @default '10s' */
  readonly queryTimeout?: Duration;
  /** Stands in messages. @default 'postgres' */
  readonly name?: string;
}

/** The same, checked and complete. */
export interface PostgresPlace {
  readonly name: string;
  readonly schema: string;
  readonly timeoutMs: number;
  readonly source: { readonly pool: PostgresPool } | { readonly connectionString: string };
}

const OPTION_NAMES = ['pool', 'connectionString', 'schema', 'queryTimeout', 'name'] as const satisfies readonly (keyof PostgresOptions)[];
const DEFAULT_QUERY_TIMEOUT = '10s';
const PLAIN_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** @throws UnknownOption, InvalidOption */
export function readPostgresOptions(where: string, options: PostgresOptions): PostgresPlace {
  checkOptions(where, options, OPTION_NAMES);
  const { schema = 'onceward', queryTimeout = DEFAULT_QUERY_TIMEOUT, name = 'postgres' } = options;
  if (!PLAIN_NAME.test(schema)) {
    const hint = 'Use lower-case letters, digits and underscores.';
    throw new InvalidOption({ where, option: 'schema', problem: `is '${schema}', which is no plain name`, hint });
  }
  return { name, schema, timeoutMs: positiveMs(where, 'queryTimeout', queryTimeout), source: sourceOf(where, options) };
}

function sourceOf(where: string, { pool, connectionString }: PostgresOptions): PostgresPlace['source'] {
  if (pool !== undefined && connectionString === undefined) return { pool };
  if (connectionString !== undefined && pool === undefined) return { connectionString };
  const problem = pool === undefined ? 'is missing, and so is `connectionString`' : 'is given beside `connectionString`';
  throw new InvalidOption({ where, option: 'pool', problem, hint: 'Give one of the two.' });
}
