import { expect, test } from 'vitest';
import { meetOutage } from '../support/long-outage.ts';

const OUTAGE_MS = 20 * 60_000;

test('an outage of 20 minutes: every run finishes, each is answered once, and all its calls have one key', async () => {
  const { finished, callsPerRun, answered, shortestMs } = await meetOutage(2, OUTAGE_MS);
  expect({ finished, answered, keys: callsPerRun.length }).toEqual({ finished: 2, answered: 2, keys: 2 });
  expect(shortestMs).toBeGreaterThanOrEqual(OUTAGE_MS);
  // Waits of 1, 2, 4, 8 and 10 minutes, and three attempts after each: nobody is asked without a pause.
  for (const calls of callsPerRun) expect(calls).toBeLessThanOrEqual(5 * 3 + 1);
});
