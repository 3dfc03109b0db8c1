import { deployDuringCalls } from '../crash-scenarios.ts';
import { TCP_FAULTS } from '../fault-proxy.ts';
import { EVERY_KIND, withKillableScene, type KillableScene } from '../killable-scene.ts';
import type { ChaosCell } from './chaos-cell.ts';
import type { ChaosReport } from './chaos-report.ts';
import { runGeneratedSteps } from './generated-steps.ts';
import { KILL_POINTS, killEveryKindAt } from './kill-points.ts';
import { killAtRandom } from './random-kills.ts';
import { countReruns } from './reruns.ts';
import { killServerDuringCalls } from './server-kill.ts';
import { failNetwork, LINKS } from './tcp-faults.ts';
import { bringWorkerBackFromStandstill } from './zombies.ts';

const CALLS_IN_FLIGHT = 50;
const SEED = 1;

interface ChaosOptions {
  readonly kills: number;
  readonly steps: number;
  readonly onCells: (cells: readonly ChaosCell[]) => void;
}

/** What can be measured apart from the rest: the matrix, the kills at random moments, and the generated steps. */
export const CHAOS_PARTS = {
  matrix: async ({ onCells }) => ({ cells: await measureMatrix(onCells) }),
  kills: async ({ kills }) => ({ randomKills: await killAtRandom(kills) }),
  generated: async ({ steps }) => ({ generated: await runGeneratedSteps({ steps, seed: SEED }) }),
} as const satisfies Record<string, (options: ChaosOptions) => Promise<Partial<ChaosReport>>>;

/** The cells of the matrix, in the order of its rows. */
export async function measureMatrix(onCells: ChaosOptions['onCells'] = () => undefined): Promise<readonly ChaosCell[]> {
  const cells: ChaosCell[] = [];
  const add = (measured: readonly ChaosCell[]): void => {
    onCells(measured);
    cells.push(...measured);
  };
  await withKillableScene(async (scene) => {
    for (const measure of TO_EVERY_KIND) add(await measure(scene));
  }, EVERY_KIND);
  add(await withKillableScene(deploy));
  add(await countReruns());
  return cells;
}

/** What happens to a run with a step of every kind. */
const TO_EVERY_KIND: readonly ((scene: KillableScene) => Promise<readonly ChaosCell[]>)[] = [
  ...KILL_POINTS.map((point) => (scene: KillableScene) => killEveryKindAt(scene, point)),
  bringWorkerBackFromStandstill,
  (scene) => killServerDuringCalls(scene, 'while it is away'),
  (scene) => killServerDuringCalls(scene, 'when it is back'),
  ...LINKS.flatMap((link) => TCP_FAULTS.map((fault) => (scene: KillableScene) => failNetwork(scene, link, fault))),
];

async function deploy(scene: KillableScene): Promise<readonly ChaosCell[]> {
  const { requests, lost, exitCodes } = await deployDuringCalls(scene, CALLS_IN_FLIGHT, 2);
  const unclean = exitCodes.filter((code) => code !== 0).length;
  const event = 'deploy: two workers replaced by SIGTERM';
  return [{ event, kind: 'model, AI SDK', steps: CALLS_IN_FLIGHT, calls: requests, mayRepeat: 0, lost: lost + unclean }];
}
