import type { SQLInputValue } from 'node:sqlite';
import { InvalidOption } from '../../../../src/shared/errors/invalid-option.js';

/** Documents whose metadata have these values, all of them. */
export type MetadataFilter = Readonly<Record<string, string | number | boolean | null>>;

/** @throws InvalidOption for a value that metadata cannot be compared with */
export function checkFilter(where: string, filter: MetadataFilter): void {
  const isPlain = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);
  const wrong = Object.entries(filter).find(([, value]) => !isPlain(value));
  if (wrong === undefined) return;
  const hint = 'A filter is an object of texts, numbers, booleans and null: documents whose metadata have just these are found.';
  throw new InvalidOption({ where, option: 'filter', problem: `has ${typeof wrong[1]} as '${wrong[0]}'`, hint });
}

/** The filter as a condition on `metadata`; empty for none. */
export function filterSql(filter: MetadataFilter): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const entries = Object.entries(filter);
  // As JSON, so that `true` is not 1, and '1' is not 1.
  const sql = entries.map(() => 'metadata -> ? IS json(?)').join(' AND ');
  return { sql, values: entries.flatMap(([name, value]) => [`$.${JSON.stringify(name)}`, JSON.stringify(value)]) };
}
