import { UsageError } from '../grammar/usage-error.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** An object that is found again is only written anew when it is a day old; another day is for steps that hold a reference and are not done. */
const SHORTEST_DAYS = 2;
const UNITS_MS: Readonly<Record<string, number>> = { h: DAY_MS / 24, d: DAY_MS, w: 7 * DAY_MS };

/**
 * The age of `--older-than` in milliseconds.
 *
 * @throws UsageError for what is no age, or too short
 */
export function toAge(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+)([hdw])$/.exec(text) ?? [];
  const ageMs = Number(amount) * (UNITS_MS[unit] ?? Number.NaN);
  if (ageMs >= SHORTEST_DAYS * DAY_MS) return ageMs;
  const problem = ageMs > 0 ? 'which is too short' : 'which is no age';
  throw new UsageError(`--older-than is '${text}', ${problem}; give hours, days or weeks from 2 days: '48h', '7d', '4w'.`);
}
