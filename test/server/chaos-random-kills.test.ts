import { expect, test } from 'vitest';
import { killAtRandom } from '../support/chaos/random-kills.ts';

/** `npm run chaos` kills 300 times. */
const KILLS = 10;

test('workers killed at random milliseconds pay for no recorded call again, repeat at most the calls a kill left open, and lose nothing', async () => {
  const counted = await killAtRandom(KILLS);
  expect(counted).toMatchObject({ kills: KILLS, paidTwice: 0, lost: 0 });
  expect(counted.repeats).toBeLessThanOrEqual(counted.openCalls);
  expect(counted.steps).toBeGreaterThan(KILLS);
});
