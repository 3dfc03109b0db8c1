import { InvalidOption } from '../errors/invalid-option.js';

/**
 * Refuses a number of things that is none, or none at all.
 *
 * @throws InvalidOption unless `count` is a whole number from 1, or undefined
 */
export function checkCount(where: string, option: string, count: number | undefined): void {
  if (count === undefined || (Number.isInteger(count) && count > 0)) return;
  throw new InvalidOption({ where, option, problem: `is ${String(count)}`, hint: 'Give a whole number from 1.' });
}
