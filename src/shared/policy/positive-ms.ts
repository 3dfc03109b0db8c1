import { InvalidOption } from '../errors/invalid-option.js';
import { durationMs, type Duration } from '../options/duration.js';

/** @throws InvalidOption when the value is no duration, or 0, which would be no time at all */
export function positiveMs(where: string, option: string, value: Duration): number {
  const ms = durationMs(value, where, option);
  if (ms > 0) return ms;
  const hint = `Leave it out for the default, or state \`${option}: undefined\` for no limit.`;
  throw new InvalidOption({ where, option, problem: 'is 0', hint });
}
