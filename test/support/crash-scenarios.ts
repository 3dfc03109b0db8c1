import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkerProcess } from 'onceward/testing';
import { completedActivities, type KillableScene } from './killable-scene.ts';
import { until } from './until.ts';

export const KINDS = ['model', 'tool', 'write'] as const;
export type Kind = (typeof KINDS)[number];

/** Requests the other side gets for one step, by the moment its worker is killed. What is recorded is never paid again. */
export const REQUESTS_AT = { K1: 1, K2: 2, K3: 2, K4: 1, K5: 1 } as const;
export type KillPoint = keyof typeof REQUESTS_AT;

const SERVICE = { model: 'modelServer', tool: 'companyRegistry', write: 'crm' } as const;

/** Kills the worker of one step at a moment, lets another carry on, and counts what the other side was asked for and keeps. */
export async function killAt(scene: KillableScene, kind: Kind, point: KillPoint): Promise<{ requests: number; rows: number }> {
  await scene.control('companyRegistry', { typicalMs: 1, slowMs: 1 });
  const before = { requests: await countRequests(scene, kind), rows: await countRows(scene) };
  const worker = await scene.startWorker(point === 'K2' || point === 'K5' ? {} : { killAt: point });
  if (point === 'K2') await scene.control(SERVICE[kind], { delayMs: 3_000 });
  const handle = await scene.start('oneStep', kind);
  if (point === 'K2') {
    await until('the request arrives', async () => (await countRequests(scene, kind)) > before.requests);
    await worker.kill('SIGKILL');
    await scene.control(SERVICE[kind], { delayMs: 0 });
  }
  if (point === 'K5') {
    await until('the step completes', async () => (await completedActivities(handle)) === 1);
    await worker.kill('SIGKILL');
  }
  if ((await worker.gone) !== null) throw new Error(`The worker was not killed at ${point}.`);
  const other = await scene.startWorker();
  await handle.result();
  const after = { requests: await countRequests(scene, kind), rows: await countRows(scene) };
  await other.kill('SIGKILL');
  return { requests: after.requests - before.requests, rows: after.rows - before.rows };
}

/** Replaces the worker by SIGTERM while calls are under way, and counts the calls beyond one each. */
export async function deployDuringCalls(scene: KillableScene, calls: number): Promise<{ repeated: number; exitCode: number | null }> {
  await scene.control('modelServer', { delayMs: 2_500 });
  const old = await scene.startWorker();
  const handle = await scene.start('manyCalls', calls);
  await until('all calls are under way', async () => (await scene.requests('modelServer')).length === calls);
  const exitCode = old.kill('SIGTERM');
  await scene.startWorker();
  await handle.result();
  return { repeated: (await scene.requests('modelServer')).length - calls, exitCode: await exitCode };
}

/** Kills the worker of a fan-out when some items are done, and says which items were asked for again. */
export async function killInFanOut(scene: KillableScene, items: number, doneBefore: number): Promise<readonly number[]> {
  const asked: number[] = [];
  let isHolding = true;
  const service = createServer((request, response) => {
    const n = Number(request.url?.slice(1));
    asked.push(n);
    if (!isHolding || n < doneBefore) response.end(JSON.stringify({ n }));
  });
  try {
    const environment = { ITEM_URL: await listen(service) };
    const worker = await scene.startWorker({ environment });
    const handle = await scene.start('fanOut', items);
    await until('all items are asked for', async () => asked.length === items);
    await until('some are recorded', async () => (await completedActivities(handle)) === doneBefore);
    await worker.kill('SIGKILL');
    isHolding = false;
    await scene.startWorker({ environment });
    await handle.result();
    return asked.slice(items).toSorted((one, other) => one - other);
  } finally {
    service.closeAllConnections();
    service.close();
  }
}

/** Runs a step that never lets the event loop run beside a model call, and counts the provider's requests. */
export async function requestsBesideABlockedLoop(scene: KillableScene, blockedMs: number): Promise<number> {
  // Longer than the loop is blocked: Temporal has given the attempt up by then, and the next one must not ask again.
  await scene.control('modelServer', { delayMs: blockedMs + 4_000 });
  await scene.startWorker();
  const handle = await scene.start('besideABlockedLoop', blockedMs);
  await handle.result();
  return (await scene.requests('modelServer')).length;
}

/** Two workers run; the one at work is killed. Seconds from the kill to the first event that the other makes. */
export async function secondsToResume(scene: KillableScene, where: 'activity' | 'workflow task' | 'wait'): Promise<number> {
  const workers = [await scene.startWorker(), await scene.startWorker()];
  if (where === 'activity') await scene.control('modelServer', { delayMs: 4_000 });
  const handle = await startIn(scene, where);
  const victim = await workerAtWork(handle, workers, where);
  await victim.kill('SIGKILL');
  const killedAtMs = Date.now();
  await scene.control('modelServer', { delayMs: 0 });
  await handle.result();
  return (await firstEventAfter(handle, victim, killedAtMs)) / 1_000;
}

function startIn(scene: KillableScene, where: 'activity' | 'workflow task' | 'wait'): Promise<WorkflowHandle> {
  if (where === 'activity') return scene.start('oneStep', 'model');
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

async function countRequests(scene: KillableScene, kind: Kind): Promise<number> {
  return (await scene.requests(SERVICE[kind])).length;
}

async function countRows(scene: KillableScene): Promise<number> {
  const { count } = (await (await fetch(`${scene.services.urls.crm}/records`)).json()) as { count: number };
  return count;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
