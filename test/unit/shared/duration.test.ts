import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationMs, type Duration } from '../../../src/shared/options/duration.ts';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.ts';

test.each<[Duration, number]>([
  [0, 0],
  [1500, 1500],
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['10 minutes', 600_000],
  ['1 Minute', 60_000],
  ['1h', 3_600_000],
  ['1.5 hours', 5_400_000],
  ['.5h', 1_800_000],
  ['3d', 259_200_000],
  ['2 weeks', 1_209_600_000],
  ['1 year', 31_557_600_000],
  ['1.005s', 1005],
  [' 20 secs ', 20_000],
])('%j is %d ms', (value, ms) => {
  expect(durationMs(value, 'defineTool', 'timeout')).toBe(ms);
});

test.each<[unknown]>([
  [-1],
  [Number.NaN],
  [Infinity],
  ['-5s'],
  [''],
  ['5'],
  ['5 parsecs'],
  ['s'],
  ['1h30m'],
  ['1e3s'],
  [`${'9'.repeat(400)}s`],
  [undefined],
  [null],
  [{}],
  [Object.create(null)],
  [Symbol('x')],
  [5n],
])('%s is refused', (value) => {
  expect(() => durationMs(value as Duration, 'defineTool', 'timeout')).toThrow(InvalidOption);
});

test('a refusal names the option, the value, and what is accepted', () => {
  expect(() => durationMs('soon', 'defineTool', 'timeout')).toThrow(
    /^defineTool: option 'timeout' is 'soon', which is no duration\.\n {2}Give milliseconds .*'5 minutes'/,
  );
});

test('a number of milliseconds means the same as a text', () => {
  fc.assert(
    fc.property(fc.nat(), (ms) => {
      expect(durationMs(`${ms}ms`, 'x', 'y')).toBe(durationMs(ms, 'x', 'y'));
    }),
  );
});
