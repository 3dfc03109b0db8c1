import { expect, test } from 'vitest';
import { killInFanOut } from '../support/crash-scenarios.ts';
import { withKillableScene } from '../support/killable-scene.ts';

test('a worker killed at 3 of 12 items asks for exactly the other 9 again', async () => {
  const askedAgain = await withKillableScene((scene) => killInFanOut(scene, 12, 3));
  expect(askedAgain).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
});
