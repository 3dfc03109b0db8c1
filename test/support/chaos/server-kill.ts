import type { WorkflowHandle } from '@temporalio/client';
import type { KillableScene } from '../killable-scene.ts';
import { startOutsideWorld } from '../outside-world.ts';
import { until } from '../until.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { countCells } from './count-cells.ts';
import { finishRun } from './finish-run.ts';
import { STEP_NAMES } from './step-kinds.ts';

/** Longer than the heartbeat timeout of the scene. */
const DOWN_MS = 4_000;

/** Kills the Temporal server while a step of every kind is at the other side, and starts it again with the same database. */
export async function killServerDuringCalls(
  scene: KillableScene,
  answersCome: 'while it is away' | 'when it is back',
): Promise<readonly ChaosCell[]> {
  const event = `server killed, answers come ${answersCome}`;
  const world = await startOutsideWorld();
  const worker = await scene.startWorker({ TASK_QUEUE: event, WORLD_URL: world.url, CACHED_WORKFLOWS: '0' });
  try {
    const release = world.hold();
    const handle = await scene.startOn(event, 'together');
    await until('all are at the other side', async () => world.requests().length === STEP_NAMES.length);
    const restarted = scene.restartServer(DOWN_MS);
    if (answersCome === 'while it is away') release();
    await restarted;
    release();
    const { done, asked } = await finishRun(handle, world);
    return countCells({ event, world, done, asked, mayRepeat: 0 });
  } finally {
    await worker.kill('SIGKILL');
    await world.close();
  }
}

/** The client, too, was cut off. */
export async function resultOf(handle: WorkflowHandle): Promise<unknown> {
  await until('the run ends', async () => (await handle.describe().catch(() => undefined))?.status.name === 'COMPLETED', 90_000);
  return handle.result();
}
