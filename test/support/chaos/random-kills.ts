import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkerProcess } from 'onceward/testing';
import { withKillableScene, type KillableScene } from '../killable-scene.ts';
import type { Arrival } from '../outside-world.ts';
import { until } from '../until.ts';

const WORKERS = 3;
const RUNS = 8;
const LONGEST_CALL_MS = 800;
const LONGEST_PAUSE_MS = 400;

/** What was counted over kills at random moments. */
export interface RandomKills {
  readonly kills: number;
  /** Kills of a worker whose call had reached the other side and was not recorded yet. */
  readonly openCalls: number;
  readonly steps: number;
  readonly calls: number;
  /** Calls beyond one a step. */
  readonly repeats: number;
  /** Of these, calls that were recorded, or had no kill that left them open. */
  readonly paidTwice: number;
  /** Steps without a result, or with that of another. */
  readonly lost: number;
}

/** Kills one of some workers at random milliseconds, again and again, while runs make fast steps. Each worker makes one call at a time. */
export function killAtRandom(kills: number): Promise<RandomKills> {
  return withKillableScene((scene) => killInScene(scene, kills), {
    heartbeat: '2s',
    firstRetry: '50ms',
    attempts: 50,
    fixture: 'fast-steps',
  });
}

async function killInScene(scene: KillableScene, kills: number): Promise<RandomKills> {
  scene.world.delay(() => Math.random() * LONGEST_CALL_MS);
  const startWorker = (): Promise<WorkerProcess> => scene.startWorker({ CONCURRENCY: '1', CACHED_WORKFLOWS: '0' });
  let workers = await Promise.all(Array.from({ length: WORKERS }, startWorker));
  const handles = await Promise.all(Array.from({ length: RUNS }, (_, run) => scene.start('untilTold', run)));
  // A second call of a run is made when its first is recorded.
  await until('the journal begins', async () => scene.world.requests('pay').length > RUNS);
  const journal = openJournal(join(scene.folder, 'journal.sqlite'));
  /** By key: how often a kill left a call of it open. */
  const open = new Map<string, number>();
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(Math.random() * LONGEST_PAUSE_MS);
    const [victim, ...others] = workers as [WorkerProcess, ...WorkerProcess[]];
    await victim.kill('SIGKILL');
    const left = openCallOf(victim, scene.world.requests('pay'), (key) => journal.has(key));
    if (left !== undefined) open.set(left, (open.get(left) ?? 0) + 1);
    workers = [...others, await startWorker()];
  }
  const results = await endRuns(handles);
  journal.close();
  return { kills, ...count(scene.world.requests('pay'), open, results) };
}

/** The last call that a worker made, when its answer was not recorded. */
function openCallOf({ pid }: WorkerProcess, arrivals: readonly Arrival[], isRecorded: (key: string) => boolean): string | undefined {
  const last = arrivals.findLast((arrival) => arrival.pid === pid);
  return last?.key === undefined || isRecorded(last.key) ? undefined : last.key;
}

async function endRuns(handles: readonly WorkflowHandle[]): Promise<readonly (readonly Result[])[]> {
  await Promise.all(handles.map((handle) => handle.signal('goOn')));
  return Promise.all(handles.map(async (handle) => (await handle.result()) as Result[]));
}

/** What a step of the run gave: the request that the other side got. */
interface Result {
  readonly body: { readonly run: number; readonly n: number };
}

function count(
  arrivals: readonly Arrival[],
  open: ReadonlyMap<string, number>,
  results: readonly (readonly Result[])[],
): Omit<RandomKills, 'kills'> {
  const callsOf = new Map<string, number>();
  for (const { key = '' } of arrivals) callsOf.set(key, (callsOf.get(key) ?? 0) + 1);
  const steps = results.flat().length;
  const isLost = ({ body }: Result, run: number, n: number): boolean => body.run !== run || body.n !== n;
  return {
    openCalls: [...open.values()].reduce((sum, times) => sum + times, 0),
    steps,
    calls: arrivals.length,
    repeats: arrivals.length - callsOf.size,
    paidTwice: [...callsOf].reduce((sum, [key, calls]) => sum + Math.max(0, calls - 1 - (open.get(key) ?? 0)), 0),
    lost: Math.abs(steps - callsOf.size) + results.flatMap((found, run) => found.filter((result, n) => isLost(result, run, n))).length,
  };
}

function openJournal(file: string): { has(key: string): boolean; close(): void } {
  const database = new DatabaseSync(file, { readOnly: true });
  const find = database.prepare('SELECT 1 FROM journal WHERE key = ?');
  return { has: (key) => find.get(key) !== undefined, close: () => database.close() };
}
