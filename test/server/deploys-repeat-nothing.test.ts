import { expect, test } from 'vitest';
import { deployDuringCalls } from '../support/crash-scenarios.ts';
import { withKillableScene } from '../support/killable-scene.ts';

test('SIGTERM to one worker after the other, in the middle of 50 calls, repeats none, and each worker ends by itself', async () => {
  const outcome = await withKillableScene((scene) => deployDuringCalls(scene, 50, 2));
  expect(outcome).toEqual({ requests: 50, repeated: 0, lost: 0, exitCodes: [0, 0] });
});
