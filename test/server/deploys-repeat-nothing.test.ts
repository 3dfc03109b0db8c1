import { expect, test } from 'vitest';
import { deployDuringCalls } from '../support/crash-scenarios.ts';
import { withKillableScene } from '../support/killable-scene.ts';

test('SIGTERM in the middle of ten calls repeats none of them, and the worker ends by itself', async () => {
  const outcome = await withKillableScene((scene) => deployDuringCalls(scene, 10));
  expect(outcome).toEqual({ repeated: 0, exitCode: 0 });
});
