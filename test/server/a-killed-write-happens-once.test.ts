import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KILL_POINTS, PROMISED, startWriteScene, type WriteScene } from '../support/kill-a-write.ts';

let scene: WriteScene;

beforeAll(async () => {
  scene = await startWriteScene();
});

afterAll(() => scene.stop());

describe("a worker killed in a sideEffect: 'once' write to a service that ignores keys", () => {
  test.each(KILL_POINTS)(
    'at %s: one row, or the run asked before a second',
    async (point) => {
      expect(await scene.killAt(point)).toEqual(PROMISED[point]);
    },
    180_000,
  );
});
