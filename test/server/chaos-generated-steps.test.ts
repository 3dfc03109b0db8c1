import { expect, test } from 'vitest';
import { brokenPromises, runGeneratedSteps } from '../support/chaos/generated-steps.ts';

/** `npm run proof -- failures` makes 10,000. */
const STEPS = 60;
/** Its first troubles are the most different ones. */
const SEED = 19;

test('over generated workflows, while workers are killed, stopped and replaced and the network fails, no promise is broken', async () => {
  const audit = await runGeneratedSteps({ steps: STEPS, seed: SEED, atOnce: 6, longestPlan: 2 });
  expect(audit.falseConflicts).toEqual([]);
  expect(Object.entries(brokenPromises(audit)).filter(([, count]) => count > 0)).toEqual([]);
  expect(audit.steps).toBeGreaterThanOrEqual(STEPS);
  expect(audit.repeated).toBeLessThanOrEqual(audit.openCalls);
  // A reset that does nothing again would prove nothing.
  expect(audit.askedAgain).toBeGreaterThan(0);
  expect(Object.values(audit.troubles).filter((times) => times > 0)).not.toEqual([]);
});
