import { InvalidOption } from '../errors/invalid-option.js';

/** A length of time: a number of milliseconds, or a text such as `'500ms'`, `'30s'`, `'10 minutes'`, `'1.5 hours'`, `'3d'`, `'2 weeks'`. */
export type Duration = number | string;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const UNITS: readonly { readonly pattern: RegExp; readonly unitMs: number }[] = [
  { pattern: /^(?:ms|msecs?|milliseconds?)$/, unitMs: 1 },
  { pattern: /^(?:s|secs?|seconds?)$/, unitMs: SECOND_MS },
  { pattern: /^(?:m|mins?|minutes?)$/, unitMs: MINUTE_MS },
  { pattern: /^(?:h|hrs?|hours?)$/, unitMs: HOUR_MS },
  { pattern: /^(?:d|days?)$/, unitMs: DAY_MS },
  { pattern: /^(?:w|weeks?)$/, unitMs: 7 * DAY_MS },
  { pattern: /^(?:y|yrs?|years?)$/, unitMs: 365.25 * DAY_MS },
];

/**
 * A duration in whole milliseconds. Texts read as Temporal's do, except that the unit must be written.
 *
 * @param where What was being configured, for the message: `'model.main'`.
 * @param option The option's name, for the message.
 * @throws InvalidOption when the value is no duration, negative, or not finite.
 *
 * @example
 * ```ts
 * durationMs('1.5 hours', 'worker', 'timeout'); // 5_400_000
 * ```
 */
export function durationMs(value: Duration, where: string, option: string): number {
  const ms = typeof value === 'string' ? parseDuration(value) : value;
  if (typeof ms === 'number' && Number.isFinite(ms) && ms >= 0) return Math.round(ms);
  throw new InvalidOption({
    where,
    option,
    problem: `is ${describe(value)}, which is no duration`,
    hint: "Give milliseconds as a number of 0 or more, or a text with its unit: '500ms', '30s', '5 minutes', '1.5 hours', '3d', '2 weeks'.",
  });
}

function parseDuration(text: string): number | undefined {
  const [, amount, name = ''] = /^(\d+(?:\.\d+)?|\.\d+) *([a-z]+)$/i.exec(text.trim()) ?? [];
  const unit = UNITS.find(({ pattern }) => pattern.test(name.toLowerCase()));
  return unit && Number(amount) * unit.unitMs;
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
