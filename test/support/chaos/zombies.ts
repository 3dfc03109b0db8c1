import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { endedActivities, type KillableScene } from '../killable-scene.ts';
import { startOutsideWorld } from '../outside-world.ts';
import { until } from '../until.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { countCells } from './count-cells.ts';
import { finishRun } from './finish-run.ts';
import { STEP_NAMES } from './step-kinds.ts';

const EVENT = 'worker stands still, and comes back';

/**
 * A worker stands still (SIGSTOP) with a step of every kind at the other side; the server gives it up and another worker does the steps;
 * then it goes on (SIGCONT) with answers of its own. They were paid for, but change nothing that was recorded.
 */
export async function bringWorkerBackFromStandstill(scene: KillableScene): Promise<readonly ChaosCell[]> {
  const world = await startOutsideWorld();
  const environment = { TASK_QUEUE: 'zombie', WORLD_URL: world.url, CACHED_WORKFLOWS: '0', JOURNAL: join(scene.folder, 'zombie.sqlite') };
  try {
    const release = world.hold();
    const zombie = await scene.startWorker(environment);
    const handle = await scene.startOn('zombie', 'together');
    await until('all are at the other side', async () => world.requests().length === STEP_NAMES.length);
    process.kill(zombie.pid, 'SIGSTOP');
    release();
    const other = await scene.startWorker(environment);
    await until('the other worker has done or asked about all', async () => (await endedActivities(handle)) === STEP_NAMES.length);
    const recorded = readRecords(environment.JOURNAL);
    process.kill(zombie.pid, 'SIGCONT');
    // It finishes what it has begun before it ends.
    await zombie.stop();
    const { done, asked } = await finishRun(handle, world);
    await other.kill('SIGKILL');
    const records = new Set(readRecords(environment.JOURNAL));
    const isUnchanged = recorded.every((record) => records.has(record));
    return countCells({ event: EVENT, world, done: isUnchanged ? done : [], asked, mayRepeat: 1 });
  } finally {
    await world.close();
  }
}

/** Every result that is recorded in the journal and in the ledger beside it. */
function readRecords(journal: string): readonly string[] {
  return [
    ...readRows(journal, 'SELECT key, fingerprint, value, recorded_at FROM journal'),
    ...readRows(`${journal}.ledger`, "SELECT key, fingerprint, result, fence, ended_at FROM ledger WHERE status = 'done'"),
  ];
}

function readRows(file: string, query: string): readonly string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => JSON.stringify(row));
  } finally {
    database.close();
  }
}
