import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowHandle, WorkflowStartOptions } from '@temporalio/client';
import type { WorkerProcess } from 'onceward/testing';
import type { CallBody, Note, Plan } from '../../fixtures/chaos/plan.ts';
import { startFaultProxy, type FaultProxy } from '../fault-proxy.ts';
import { startKillableScene } from '../killable-scene.ts';
import type { Arrival, OutsideWorld } from '../outside-world.ts';
import { startPostgres } from '../postgres-server.ts';
import type { Evidence } from './audit.ts';
import { openNotes } from './open-notes.ts';

const TASK_QUEUE = 'chaos';
/** Between two looks at a run that cron repeats. */
const LOOK_MS = 300;

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** The end of a workflow task. */
export interface ResetPoint {
  readonly workflowId: string;
  readonly runId: string;
  readonly eventId: HistoryEvent['eventId'];
}

/** Where the network between a worker and what it needs can be broken. */
export type Proxies = Readonly<Record<'server' | 'provider' | 'ledger', FaultProxy>>;

/** Carries plans out on real processes, a network between them, and audits every result. */
export interface PlanRunner {
  readonly client: Client;
  readonly world: OutsideWorld;
  readonly proxies: Proxies;
  startWorker(): Promise<WorkerProcess>;
  /** Kills the Temporal server, and starts it again with the same database after a while. */
  restartServer(downMs: number): Promise<void>;
  start(plan: Plan, options?: Partial<WorkflowStartOptions>): Promise<WorkflowHandle>;
  /** Where the latest run can be reset to: the ends of its workflow tasks. */
  resetPoints(handle: WorkflowHandle): Promise<readonly ResetPoint[]>;
  /** Gives the new run. */
  resetTo(resetPoint: ResetPoint): Promise<WorkflowHandle>;
  /** @param label of the calls it is wanted of; of all of them unless stated */
  evidence(label?: string): Evidence;
  stop(): Promise<void>;
}

export interface PlanRunnerOptions {
  /** The share of first attempts whose completion does not reach the server, after their result was recorded. */
  readonly lostCompletions: number;
  /** How long the other side takes for an answer, at most. */
  readonly longestCallMs: number;
}

export async function startPlanRunner({ lostCompletions, longestCallMs }: PlanRunnerOptions): Promise<PlanRunner> {
  const postgres = await startPostgres();
  const scene = await startKillableScene({ fixture: 'chaos', heartbeat: '2s', firstRetry: '50ms', attempts: 100 });
  const { client, world } = scene;
  world.delay(() => Math.random() * longestCallMs);
  const proxies = {
    server: await startFaultProxy(scene.address),
    provider: await startFaultProxy(new URL(world.url).host),
    ledger: await startFaultProxy(`127.0.0.1:${postgres.port}`),
  };
  const environment = {
    TASK_QUEUE,
    TEMPORAL_ADDRESS: proxies.server.address,
    WORLD_URL: `http://${proxies.provider.address}`,
    POSTGRES: postgres.connectionString.replace(/127\.0\.0\.1:\d+/, proxies.ledger.address),
    NOTES: join(scene.folder, 'notes.jsonl'),
    LOST_COMPLETIONS: String(lostCompletions),
  };
  const readNotes = openNotes(environment.NOTES);
  return {
    client,
    world,
    proxies,
    startWorker: () => scene.startWorker(environment),
    restartServer: (downMs) => scene.restartServer(downMs),
    start: (plan, options) =>
      client.workflow.start('carryOut', { taskQueue: TASK_QUEUE, workflowId: randomUUID(), args: [plan], ...options }),
    resetPoints: (handle) => findResetPoints(client, handle),
    resetTo: (point) => resetTo(client, point),
    evidence: (label) => ({ ...evidenceOf(readNotes(), world.requests(), label), troubles: [] }),
    async stop() {
      await scene.stop();
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
      await postgres.stop();
    },
  };
}

function evidenceOf(notes: readonly Note[], arrivals: readonly Arrival[], label: string | undefined): Pick<Evidence, 'notes' | 'arrivals'> {
  if (label === undefined) return { notes, arrivals };
  return {
    notes: notes.filter((note) => note.type !== 'landed' || note.label.endsWith(label)),
    arrivals: arrivals.filter(({ body }) => (body as CallBody).label === label),
  };
}

/** Waits until so many runs have begun under the workflow's id. */
export async function untilRunsOf(handle: WorkflowHandle, count: number): Promise<void> {
  const runs = new Set<string>();
  while (runs.add((await handle.describe()).runId).size < count) await sleep(LOOK_MS);
}

async function findResetPoints(client: Client, { workflowId }: WorkflowHandle): Promise<readonly ResetPoint[]> {
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const completed = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes);
  return completed.map(({ eventId }) => ({ workflowId, runId, eventId }));
}

async function resetTo(client: Client, { workflowId, runId: from, eventId }: ResetPoint): Promise<WorkflowHandle> {
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId: from },
    reason: 'chaos',
    requestId: randomUUID(),
    workflowTaskFinishEventId: eventId ?? null,
  });
  return client.workflow.getHandle(workflowId, runId);
}
