import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { sqliteJournal } from 'onceward/worker';
import { join } from 'node:path';
import type { WorkerProcess } from './child-processes.ts';
import { countUnrecorded, readServiceCounts, type ServiceUrls } from './service-counts.ts';
import { stepName } from './step-counts.ts';

const LOOK_EVERY_MS = 20;

/** What was true at the moment of the kill. */
export interface Crash {
  readonly step: string;
  readonly killed: WorkerProcess;
  readonly at: Date;
  /** Model calls that were billed and not recorded. */
  readonly modelCallsInFlight: number;
}

interface CrashOptions {
  readonly handle: WorkflowHandle;
  readonly workers: readonly WorkerProcess[];
  readonly urls: ServiceUrls;
  readonly folder: string;
}

/** Waits until a worker runs the step, and kills that worker. */
export async function crashAt(step: string, { handle, workers, urls, folder }: CrashOptions): Promise<Crash> {
  const killed = await findWorkerOf(step, handle, workers);
  await killed.stop('SIGKILL');
  const at = new Date();
  const journal = sqliteJournal({ file: join(folder, '.onceward', 'journal.sqlite') });
  const { modelRequests } = await readServiceCounts(urls);
  const modelCallsInFlight = await countUnrecorded(modelRequests, journal);
  await journal.close();
  return { step, killed, at, modelCallsInFlight };
}

async function findWorkerOf(step: string, handle: WorkflowHandle, workers: readonly WorkerProcess[]): Promise<WorkerProcess> {
  for (;;) {
    const { raw, status } = await handle.describe();
    for (const activity of raw.pendingActivities ?? []) {
      const worker = workers.find(({ identity }) => identity === activity.lastWorkerIdentity);
      const isStarted = Boolean(activity.lastStartedTime);
      if (worker !== undefined && isStarted && stepName(activity.activityType?.name ?? '') === step) return worker;
    }
    if (status.name !== 'RUNNING') throw new Error(`The run ended before a worker could be killed at '${step}'.`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** Seconds from the kill to the first event made by another worker. */
export async function resumedAfterSeconds(handle: WorkflowHandle, { killed, at }: Crash): Promise<number> {
  const { events } = await handle.fetchHistory();
  for (const event of events ?? []) {
    const started = event.activityTaskStartedEventAttributes ?? event.workflowTaskStartedEventAttributes;
    const time = Number(event.eventTime?.seconds ?? 0) * 1_000 + (event.eventTime?.nanos ?? 0) / 1_000_000;
    const isOther = started?.identity !== undefined && started.identity !== killed.identity;
    if (isOther && started.identity?.startsWith(`${killed.taskQueue}@`) && time > at.getTime()) return (time - at.getTime()) / 1_000;
  }
  return Number.NaN;
}
