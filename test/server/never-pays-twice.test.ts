import { afterAll, beforeAll, expect, test } from 'vitest';
import { KILL_POINTS, killEveryKindAt, REQUESTS_AT } from '../support/chaos/kill-points.ts';
import { promisedCells } from '../support/chaos/step-kinds.ts';
import { EVERY_KIND, startKillableScene, type KillableScene } from '../support/killable-scene.ts';

let scene: KillableScene;

beforeAll(async () => {
  scene = await startKillableScene(EVERY_KIND);
});

afterAll(async () => {
  await scene.stop();
});

test.each(KILL_POINTS)('a worker killed at %s costs what the promise says, in a step of every kind', async (point) => {
  const cells = await killEveryKindAt(scene, point);
  expect(cells.map(({ kind, calls, lost }) => [kind, calls, lost])).toEqual(promisedCells(REQUESTS_AT[point]));
});
