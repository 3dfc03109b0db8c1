import { expect, test } from 'vitest';
import { runGeneratedSteps } from '../support/chaos/generated-steps.ts';

/** `npm run proof -- failures` makes 10,000. */
const STEPS = 300;

test('over generated workflows, resets, retries, continuations, cron and reused ids, no two calls share a key and none gets the result of another', async () => {
  const audit = await runGeneratedSteps(STEPS, 1);
  expect(audit.steps).toBeGreaterThanOrEqual(STEPS);
  expect(audit).toMatchObject({ keyCollisions: 0, changedKeys: 0, staleAnswers: 0, falseConflicts: [], repeated: 0 });
});
