import { setTimeout } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { WorkerProcessFailed } from '../../shared/errors/worker-process-failed.js';
import type { KillWait, WorkerProcess } from './worker-process.js';

const TIMEOUT_MS = 60_000;
const POLL_MS = 20;
/** `PENDING_ACTIVITY_STATE_STARTED` of Temporal's API. */
const STARTED = 2;

interface StepMoment extends KillWait {
  readonly worker: WorkerProcess;
  readonly file: string;
  readonly handle: WorkflowHandle;
  readonly activityType: string;
}

/** Kills as soon as the server says that this worker has started such an activity and not ended it. */
export async function killAtStep(moment: StepMoment): Promise<number | null> {
  const { worker, activityType, timeoutMs = TIMEOUT_MS } = moment;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { hasStarted, isRunning } = await look(moment);
    if (hasStarted) return worker.kill();
    if (!isRunning) throw missed(moment, `the run ended, and it was not seen at ${activityType}`);
    if (Date.now() > deadline) throw missed(moment, `it did not run ${activityType} in ${timeoutMs} ms`);
    await setTimeout(POLL_MS);
  }
}

async function look({ worker, handle, activityType }: StepMoment): Promise<{ hasStarted: boolean; isRunning: boolean }> {
  const { raw, status } = await handle.describe();
  const hasStarted = (raw.pendingActivities ?? []).some(
    (activity) =>
      activity.activityType?.name === activityType &&
      Number(activity.state) === STARTED &&
      worker.isIdentity(activity.lastWorkerIdentity ?? ''),
  );
  return { hasStarted, isRunning: status.name === 'RUNNING' };
}

function missed({ worker, file }: StepMoment, problem: string): WorkerProcessFailed {
  const hint = 'A step that takes no time is hard to hit: make the other side slow, or kill at its request.';
  return new WorkerProcessFailed({ file, problem: `was not killed: ${problem}`, hint, logTail: worker.logTail() });
}
