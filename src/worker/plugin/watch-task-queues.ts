import { Runtime, type Worker } from '@temporalio/worker';
import type { DurableStep } from '../registry/durable-step.js';

export interface WatchTimes {
  /** @default 20_000 */
  readonly lookEveryMs?: number;
  /** How long a queue may stand without a poller before that is said. @default 60_000 */
  readonly reportAfterMs?: number;
}

/** Temporal's `TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY`; the enum itself is not ours to import. */
const ACTIVITY_QUEUE = 2;

/** A poll waits a minute for work. Temporal lists a worker for minutes after its last one, so being listed says little. */
const LONGEST_POLL_MS = 70_000;

/**
 * Says so in the log when steps go to a task queue that no worker polls: they would wait there unseen.
 * Returns a function that stops watching.
 */
export function watchTaskQueues(
  worker: Worker,
  steps: readonly DurableStep[],
  { lookEveryMs = 20_000, reportAfterMs = 60_000 }: WatchTimes = {},
): () => void {
  const { taskQueue, namespace } = worker.options;
  const queues = new Set(steps.map(({ entry }) => entry.policy.taskQueue).filter((queue) => queue !== undefined && queue !== taskQueue));
  const service = worker.connection?.workflowService;
  if (queues.size === 0 || service === undefined) return () => undefined;

  const emptySinceMs = new Map<string | undefined, number>();
  const look = async (queue: string | undefined): Promise<void> => {
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is not ours to import
    const { pollers } = await service.describeTaskQueue({ namespace, taskQueue: { name: queue }, taskQueueType: ACTIVITY_QUEUE });
    const polledAtMs = lastPollMs(pollers ?? []);
    if (Date.now() - polledAtMs < LONGEST_POLL_MS) {
      emptySinceMs.delete(queue);
      return;
    }
    const sinceMs = emptySinceMs.get(queue) ?? (polledAtMs > 0 ? polledAtMs : Date.now());
    emptySinceMs.set(queue, sinceMs);
    if (Date.now() - sinceMs < reportAfterMs) return;
    const waiting = steps.filter(({ entry }) => entry.policy.taskQueue === queue).map(({ entry }) => entry.activityType);
    const seconds = Math.round((Date.now() - sinceMs) / 1_000);
    Runtime.instance().logger.warn(`No worker has polled the task queue '${queue}' for ${seconds} s. Start one with serve: ['${queue}'].`, {
      waiting,
    });
  };
  const lookAtAll = (): void => {
    // The server being away is reported by the worker itself.
    void Promise.allSettled([...queues].map(look));
  };
  lookAtAll();
  const timer = setInterval(lookAtAll, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** When a queue was last polled; 0 when nobody is listed. */
function lastPollMs(pollers: readonly { readonly lastAccessTime?: { readonly seconds?: unknown } | null }[]): number {
  return Math.max(0, ...pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000));
}
