import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATEGORIES } from '../../../src/shared/failures/category.ts';
import { outageWaitMs, type OutageProgress } from '../../../src/shared/failures/outage-wait.ts';

const MINUTE = 60_000;
const DOWN = { category: 'overloaded', retryable: true } as const;

function wait(waits: number, more: Partial<OutageProgress> = {}): number | undefined {
  return outageWaitMs(DOWN, { patienceMs: 600 * MINUTE, waitedMs: 0, waits, random: () => 0, ...more });
}

test('waits grow from one minute to ten', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((waits) => wait(waits))).toEqual([1, 2, 4, 8, 10, 10, 10].map((minutes) => minutes * MINUTE));
});

test('a wait that the other side asked for is never cut short, up to the patience', () => {
  const asked = { ...DOWN, retryAfterMs: 20 * MINUTE };
  expect(outageWaitMs(asked, { patienceMs: 60 * MINUTE, waitedMs: 0, waits: 0, random: () => 0.5 })).toBe(22 * MINUTE);
  expect(outageWaitMs(asked, { patienceMs: 19 * MINUTE, waitedMs: 0, waits: 0, random: () => 0 })).toBeUndefined();
  // Not retried by the activity, because it was asked to wait longer than an activity waits.
  expect(outageWaitMs({ ...asked, retryable: false }, { patienceMs: 60 * MINUTE, waitedMs: 0, waits: 0, random: () => 0 })).toBe(
    20 * MINUTE,
  );
});

test('only outages are waited out', () => {
  const waited = CATEGORIES.filter((category) =>
    outageWaitMs({ category, retryable: true }, { patienceMs: 1, waitedMs: 0, waits: 0, random: () => 0 }),
  );
  expect(waited).toEqual(['rate_limit', 'overloaded', 'timeout', 'network', 'server_error']);
  expect(outageWaitMs({ ...DOWN, retryable: false }, { patienceMs: MINUTE, waitedMs: 0, waits: 0, random: () => 0 })).toBeUndefined();
});

test('the last wait ends with the patience, and then there is none', () => {
  fc.assert(
    fc.property(fc.nat(90 * MINUTE), fc.nat(20), fc.double({ min: 0, max: 0.999, noNaN: true }), (waitedMs, waits, random) => {
      const patienceMs = 60 * MINUTE;
      const waitMs = wait(waits, { patienceMs, waitedMs, random: () => random });
      if (waitedMs >= patienceMs) expect(waitMs).toBeUndefined();
      else expect(waitedMs + Number(waitMs)).toBeLessThanOrEqual(patienceMs);
    }),
  );
});
