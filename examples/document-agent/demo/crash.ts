import type { WorkflowHandle } from '@temporalio/client';
import type { WorkerProcess } from './child-processes.ts';
import type { KillPlan } from './kill-plan.ts';
import type { KillPoint, StepBegins } from './kill-point.ts';
import { requestArrived, type ServiceUrls } from './service-counts.ts';
import { stepName } from './step-counts.ts';
import type { TaskQueue } from './child-processes.ts';

/** One kill. */
export interface Crash {
  readonly step: string;
  readonly activityId: string;
  readonly point: KillPoint;
  readonly at: Date;
}

interface Hunt {
  readonly plan: KillPlan;
  readonly urls: ServiceUrls;
  readonly startWorker: (taskQueue: TaskQueue) => Promise<WorkerProcess>;
}

/** Kills workers where a plan says, and starts another for each. */
export class Killer {
  readonly crashes: Crash[] = [];
  readonly #kills: Promise<unknown>[] = [];
  #hunt: Hunt | undefined;

  /** Until then every step goes on. */
  start(hunt: Hunt): void {
    this.#hunt = hunt;
  }

  /** Answers a worker's questions. */
  attach(worker: WorkerProcess): void {
    let current: { readonly step: StepBegins; readonly point: KillPoint } | undefined;
    worker.onMessage((message) => {
      if (message.about === 'begins') {
        const point = this.#hunt?.plan(message);
        current = point && { step: message, point };
        worker.send({ point: point ?? null });
      } else if (current !== undefined && this.#hunt !== undefined) {
        // A failure of one is for `settled` to throw.
        this.#kills.push(this.#kill(worker, { ...current, key: message.key, hunt: this.#hunt }).catch((error: unknown) => error));
      }
    });
  }

  /** Resolves when every killed worker has been replaced. */
  async settled(): Promise<void> {
    for (const outcome of await Promise.all(this.#kills)) if (outcome !== undefined) throw outcome;
  }

  async #kill(
    worker: WorkerProcess,
    { step, point, key, hunt }: { step: StepBegins; point: KillPoint; key: string | undefined; hunt: Hunt },
  ): Promise<void> {
    if (key !== undefined) await requestArrived(hunt.urls, key);
    await worker.stop('SIGKILL');
    const name = stepName(step.activityType);
    this.crashes.push({ step: name, activityId: step.activityId, point, at: new Date() });
    console.log(`\n  SIGKILL to worker ${worker.identity} in '${name}' (${point}). Another carries on.`);
    await hunt.startWorker(worker.taskQueue);
  }
}

/** How often a step's request is sent once more because of these kills: K2 and K3 cost one each, K1 and K4 nothing. */
export function expectedRepeats(crashes: readonly Crash[], step: string): number {
  return crashes.filter((crash) => crash.step === step && (crash.point === 'K2' || crash.point === 'K3')).length;
}

/** Seconds from a kill to the start of the attempt that completed the step, the slowest of all kills. */
export async function slowestResumeSeconds(handle: WorkflowHandle, crashes: readonly Crash[]): Promise<number> {
  const { events } = await handle.fetchHistory();
  const activityIds = new Map<string, string>();
  const startedMs = new Map<string, number>();
  for (const {
    eventId,
    eventTime,
    activityTaskScheduledEventAttributes: scheduled,
    activityTaskStartedEventAttributes: started,
  } of events ?? []) {
    if (scheduled) activityIds.set(String(eventId), scheduled.activityId ?? '');
    const activityId = started && activityIds.get(String(started.scheduledEventId));
    if (activityId) startedMs.set(activityId, Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1_000_000);
  }
  return Math.max(...crashes.map(({ activityId, at }) => ((startedMs.get(activityId) ?? Number.NaN) - at.getTime()) / 1_000));
}
