import { expect, test } from 'vitest';
import { formatDuration } from '../../../src/shared/options/format-duration.ts';

test.for([
  [0, '0 ms'],
  [800, '800 ms'],
  [45_000, '45 s'],
  [61_500, '1 min 1 s'],
  [3_600_000, '1 h'],
  [4_800_000, '1 h 20 min'],
  [3_605_000, '1 h'],
  [90_061_000, '1 d 1 h'],
] as const)('%i ms is %s', ([ms, text]) => {
  expect(formatDuration(ms)).toBe(text);
});
