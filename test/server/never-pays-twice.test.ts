import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killAt, KINDS, REQUESTS_AT, type KillPoint } from '../support/crash-scenarios.ts';
import { startKillableScene, type KillableScene } from '../support/killable-scene.ts';

let scene: KillableScene;

beforeAll(async () => {
  scene = await startKillableScene();
});

afterAll(async () => {
  await scene.stop();
});

describe.each(KINDS)('a worker killed in a %s step', (kind) => {
  test.each(Object.entries(REQUESTS_AT) as [KillPoint, number][])(
    'at %s costs %i request(s) in all, and no row twice',
    async (point, requests) => {
      expect(await killAt(scene, kind, point)).toEqual({ requests, rows: kind === 'write' ? 1 : 0 });
    },
  );
});
