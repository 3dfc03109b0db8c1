import { expect, test } from 'vitest';
import { killInFanOut } from '../support/crash-scenarios.ts';
import { killFanOut } from '../support/large-fan-out.ts';
import { withKillableScene } from '../support/killable-scene.ts';

test('a worker killed at 3 of 12 items asks for exactly the other 9 again', async () => {
  const askedAgain = await withKillableScene((scene) => killInFanOut(scene, 12, 3));
  expect(askedAgain).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('gather over 120 items, its worker killed twice: each item is asked for once, but for those in flight at a kill', async () => {
  const { results, inFlight, unexplained } = await withKillableScene((scene) => killFanOut(scene, 120, 2), { fixture: 'fast-steps' });
  expect({ results, unexplained }).toEqual({ results: 120, unexplained: 0 });
  expect(inFlight).toBeGreaterThan(0);
});
