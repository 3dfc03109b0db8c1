import { afterAll, beforeAll, expect, test } from 'vitest';
import { promisedCells } from '../support/chaos/step-kinds.ts';
import { failNetwork, LINKS, type Link } from '../support/chaos/tcp-faults.ts';
import { bringWorkerBackFromStandstill } from '../support/chaos/zombies.ts';
import type { TcpFault } from '../support/fault-proxy.ts';
import { EVERY_KIND, startKillableScene, type KillableScene } from '../support/killable-scene.ts';

let scene: KillableScene;

beforeAll(async () => {
  scene = await startKillableScene(EVERY_KIND);
});

afterAll(() => scene.stop());

test('a worker that stood still while another did its steps comes back, and changes nothing that was recorded', async () => {
  const cells = await bringWorkerBackFromStandstill(scene);
  expect(cells.map(({ kind, calls, lost }) => [kind, calls, lost])).toEqual(promisedCells(2));
});

/** A short form: `npm run chaos` breaks both links in every way. */
const [SERVER, PROVIDER] = LINKS;
test.each([
  [SERVER, 'drop', 1],
  [SERVER, 'half-close', 1],
  [PROVIDER, 'reset', 2],
] satisfies [Link, TcpFault, number][])('%s, %s: %i call(s) for each step, and nothing is lost', async (link, fault, calls) => {
  const cells = await failNetwork(scene, link, fault);
  expect(cells.map((cell) => [cell.kind, cell.calls, cell.lost])).toEqual(promisedCells(calls));
});
