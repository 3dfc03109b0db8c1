import { expect, test } from 'vitest';
import { requestsBesideABlockedLoop } from '../support/crash-scenarios.ts';
import { withKillableScene } from '../support/killable-scene.ts';

test('a synchronous step of 6 s beside a model call, with heartbeats of 2 s, makes one provider request', async () => {
  expect(await withKillableScene((scene) => requestsBesideABlockedLoop(scene, 6_000))).toBe(1);
});
