import { completedActivities, type KillableScene } from '../killable-scene.ts';
import { startOutsideWorld } from '../outside-world.ts';
import { until } from '../until.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { countCells } from './count-cells.ts';
import { finishRun } from './finish-run.ts';
import { STEP_NAMES } from './step-kinds.ts';

/** Requests the other side gets for one step that is not under the ledger, by the moment its worker is killed. What is recorded is never paid again. */
export const REQUESTS_AT = { K1: 1, K2: 2, K3: 2, K4: 1, K5: 1 } as const;
export type KillPoint = keyof typeof REQUESTS_AT;
/** When the worker is killed, in words. */
const MOMENTS: Readonly<Record<KillPoint, string>> = {
  K1: 'killed before the request left',
  K2: 'killed during the request',
  K3: 'killed before the answer was journaled',
  K4: 'killed before the activity completed',
  K5: 'killed after it completed',
};
export const KILL_POINTS = Object.keys(REQUESTS_AT) as readonly KillPoint[];

/** Runs a step of every kind, kills their worker when all are at one moment, lets another carry on, and counts what the other side was asked for. */
export async function killEveryKindAt(scene: KillableScene, point: KillPoint): Promise<readonly ChaosCell[]> {
  const world = await startOutsideWorld();
  const taskQueue = `kill-${point}`;
  // Keeping no workflow in memory, no workflow task waits for the worker that died, and each replays the run.
  const environment = { TASK_QUEUE: taskQueue, WORLD_URL: world.url, CACHED_WORKFLOWS: '0' };
  try {
    const release = point === 'K2' ? world.hold() : () => undefined;
    const diesByItself = point !== 'K2' && point !== 'K5';
    const worker = await scene.startWorker({
      ...environment,
      ...(diesByItself && { KILL_AT: point, KILL_STEPS: String(STEP_NAMES.length) }),
    });
    const handle = await scene.startOn(taskQueue, 'together');
    if (point === 'K2') await until('all are at the other side', async () => world.requests().length === STEP_NAMES.length);
    if (point === 'K5') await until('all complete', async () => (await completedActivities(handle)) === STEP_NAMES.length);
    if (!diesByItself) await worker.kill('SIGKILL');
    if ((await worker.gone) !== null) throw new Error(`The worker was not killed at ${point}: ${worker.logTail()}`);
    release();
    const other = await scene.startWorker(environment);
    const { done, asked } = await finishRun(handle, world);
    await other.kill('SIGKILL');
    return countCells({ event: `${point}: ${MOMENTS[point]}`, world, done, asked, mayRepeat: REQUESTS_AT[point] - 1 });
  } finally {
    await world.close();
  }
}
