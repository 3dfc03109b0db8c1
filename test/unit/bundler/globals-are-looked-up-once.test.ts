import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { LANGUAGE_GLOBALS_LINE } from '../../../src/worker/bundler/language-globals-line.ts';

/** How often a script in a context of its own asks for the global `Map`, which it makes some of. */
function lookUpsOf(start: string): number {
  let lookUps = 0;
  const sandbox = {
    get Map() {
      lookUps += 1;
      return Map;
    },
  };
  runInContext(`${start} for (let n = 0; n < 100; n += 1) new Map();`, createContext(sandbox));
  return lookUps;
}

test('a script that names a global of the language a hundred times looks it up once', () => {
  expect(lookUpsOf(LANGUAGE_GLOBALS_LINE)).toBe(1);
});

test('without the line it looks it up each time', () => {
  expect(lookUpsOf('')).toBeGreaterThanOrEqual(100);
});
