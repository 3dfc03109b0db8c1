import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkerProcess } from 'onceward/testing';
import { completedActivities, type KillableScene } from './killable-scene.ts';
import { until } from './until.ts';

/** Replaces one worker after the other by SIGTERM while calls are under way, and counts the calls beyond one each. */
export async function deployDuringCalls(scene: KillableScene, calls: number, workers = 1): Promise<Deploy> {
  const release = scene.world.hold();
  const old: WorkerProcess[] = [];
  for (let worker = 0; worker < workers; worker += 1) old.push(await scene.startWorker());
  const handle = await scene.start('manyCalls', calls);
  await until('all calls are under way', async () => scene.world.requests('model').length === calls);
  const gone: Promise<number | null>[] = [];
  for (const worker of old) {
    gone.push(worker.stop());
    await scene.startWorker();
  }
  release();
  const done = Number(await handle.result());
  const requests = scene.world.requests('model').length;
  return { requests, repeated: requests - calls, lost: calls - done, exitCodes: await Promise.all(gone) };
}

interface Deploy {
  readonly requests: number;
  readonly repeated: number;
  readonly lost: number;
  readonly exitCodes: readonly (number | null)[];
}

/** Kills the worker of a fan-out when some items are done, and says which items were asked for again. */
export async function killInFanOut(scene: KillableScene, items: number, doneBefore: number): Promise<readonly number[]> {
  const asked = (): number[] => scene.world.requests('fetchItem').map(({ body }) => (body as { n: number }).n);
  const release = scene.world.hold(({ body }) => (body as { n: number }).n >= doneBefore);
  const worker = await scene.startWorker();
  const handle = await scene.start('fanOut', items);
  await until('all items are asked for', async () => asked().length === items);
  await until('some are recorded', async () => (await completedActivities(handle)) === doneBefore);
  await worker.kill('SIGKILL');
  release();
  await scene.startWorker();
  await handle.result();
  return asked()
    .slice(items)
    .toSorted((one, other) => one - other);
}

/** Runs a step that never lets the event loop run beside a model call, and counts the provider's requests. */
export async function requestsBesideABlockedLoop(scene: KillableScene, blockedMs: number): Promise<number> {
  // Longer than the loop is blocked: Temporal has given the attempt up by then, and the next one must not ask again.
  scene.world.delay(blockedMs + 4_000);
  await scene.startWorker();
  const handle = await scene.start('besideABlockedLoop', blockedMs);
  await handle.result();
  return scene.world.requests('model').length;
}

/** Two workers run; the one at work is killed. Seconds from the kill to the first event that the other makes. */
export async function secondsToResume(scene: KillableScene, where: 'activity' | 'workflow task' | 'wait'): Promise<number> {
  const workers = [await scene.startWorker(), await scene.startWorker()];
  if (where === 'activity') scene.world.delay(4_000);
  const handle = await startIn(scene, where);
  const victim = await workerAtWork(handle, workers, where);
  await victim.kill('SIGKILL');
  const killedAtMs = Date.now();
  scene.world.delay(0);
  await handle.result();
  return (await firstEventAfter(handle, victim, killedAtMs)) / 1_000;
}

function startIn(scene: KillableScene, where: 'activity' | 'workflow task' | 'wait'): Promise<WorkflowHandle> {
  if (where === 'activity') return scene.start('oneStep');
  return where === 'wait' ? scene.start('waitQuietly', 4_000) : scene.start('thinkHard', 600_000_000);
}

async function workerAtWork(handle: WorkflowHandle, workers: readonly WorkerProcess[], where: string): Promise<WorkerProcess> {
  let identity: string | undefined;
  await until('a worker is at work', async () => {
    const { raw } = await handle.describe();
    const { events } = await handle.fetchHistory();
    const tasks = (events ?? []).flatMap((event) => event.workflowTaskStartedEventAttributes ?? []);
    if (where === 'activity') identity = raw.pendingActivities?.[0]?.lastWorkerIdentity ?? undefined;
    // The second workflow task is the one that thinks, or the one after which the run waits.
    else if (tasks.length >= 2 || (Boolean(raw.pendingWorkflowTask?.startedTime) && tasks.length >= 1))
      identity = tasks.at(-1)?.identity ?? undefined;
    return workers.some((worker) => worker.isIdentity(identity ?? ''));
  });
  await sleep(300);
  return workers.find((worker) => worker.isIdentity(identity ?? '')) as WorkerProcess;
}

async function firstEventAfter(handle: WorkflowHandle, victim: WorkerProcess, killedAtMs: number): Promise<number> {
  const { events } = await handle.fetchHistory();
  for (const event of events ?? []) {
    const started = event.activityTaskStartedEventAttributes ?? event.workflowTaskStartedEventAttributes;
    const atMs = Number(event.eventTime?.seconds ?? 0) * 1_000 + (event.eventTime?.nanos ?? 0) / 1_000_000;
    if (started?.identity && !victim.isIdentity(started.identity) && atMs >= killedAtMs) return atMs - killedAtMs;
  }
  return Number.NaN;
}
