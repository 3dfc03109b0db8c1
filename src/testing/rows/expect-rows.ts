import { AssertionError } from 'node:assert';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';

const LISTED_KEYS = 10;

export interface RowsExpectation<Row> {
  /** What must not be there twice: the business key, not the id that the database gave. */
  readonly key: (row: Row) => string;
  /** The keys that must be there, in any order. */
  readonly expected: readonly string[];
}

/**
 * Fails unless each row that was to be written stands exactly once. The error lists the keys that are there twice, lost, or were never asked for.
 *
 * @param rows As your database gives them.
 * @throws AssertionError; InvalidOption when a key is expected twice; UnknownOption
 * @example
 * ```ts
 * const rows = database.prepare('SELECT order_id FROM invoices').all() as { order_id: string }[];
 * expectRows(rows, { key: (row) => row.order_id, expected: ['order-1', 'order-2'] });
 * ```
 */
export function expectRows<Row>(rows: readonly Row[], expectation: RowsExpectation<Row>): void {
  checkOptions('expectRows()', expectation, ['key', 'expected']);
  const expected = countKeys(expectation.expected);
  const actual = countKeys(rows.map((row) => expectation.key(row)));
  const doubled = keysWhere(expected, (_, count) => count > 1);
  if (doubled.length > 0) {
    const hint = 'Give each key once; `key` has to tell two rows apart.';
    throw new InvalidOption({ where: 'expectRows()', option: 'expected', problem: `has twice: ${listed(doubled)}`, hint });
  }
  const problems = [
    { what: 'written twice', keys: keysWhere(actual, (_, count) => count > 1).map((key) => `${key} (${actual.get(key)} times)`) },
    { what: 'lost', keys: keysWhere(expected, (key) => !actual.has(key)) },
    { what: 'not expected', keys: keysWhere(actual, (key) => !expected.has(key)) },
  ].filter(({ keys }) => keys.length > 0);
  if (problems.length === 0) return;
  const message = [
    'The rows are not those that were to be written.',
    ...problems.map(({ what, keys }) => `  ${what}: ${listed(keys)}`),
  ].join('\n');
  throw new AssertionError({ message, actual: [...actual.keys()], expected: expectation.expected, operator: 'expectRows' });
}

function countKeys(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function keysWhere(counts: ReadonlyMap<string, number>, matches: (key: string, count: number) => boolean): readonly string[] {
  return [...counts].filter(([key, count]) => matches(key, count)).map(([key]) => key);
}

function listed(keys: readonly string[]): string {
  const more = keys.length > LISTED_KEYS ? ` and ${keys.length - LISTED_KEYS} more` : '';
  return `${keys.slice(0, LISTED_KEYS).join(', ')}${more}`;
}
