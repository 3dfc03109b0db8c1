import { UsageError } from './usage-error.js';

/** @throws UsageError when the text of an option is no whole number from 1 */
export function toCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new UsageError(`--${option} is '${text}'; give a whole number from 1.`);
}
