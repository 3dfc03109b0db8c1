import { CancelledFailure, isCancellation, log, sleep } from '@temporalio/workflow';
import type { StepReply } from '../../shared/contract/step-result.js';
import { outageWaitMs } from '../../shared/failures/outage-wait.js';
import { formatDuration } from '../../shared/options/format-duration.js';
import { toStepFailed } from '../to-step-failed.js';
import { readStepFailure, type StepFailure } from './step-failure.js';
import { whileShown } from './shown-lines.js';
import type { WorkflowStep } from './workflow-step.js';

/**
 * Schedules a step, and after its last attempt waits for an outage of the other side to end, on a durable timer, and schedules it again
 * under the same key. When patience runs out, or another failure comes, the step fails with what came last. Cancellation ends it at once.
 */
export function withOutagePatience(step: WorkflowStep, schedule: Schedule, waiting: Waiting = { waits: 0 }): Promise<StepReply> {
  const own = waiting.waits === 0 ? step : afterWaits(step, waiting.waits);
  return schedule(own).catch((error: unknown) => waitAndRepeat(step, schedule, { ...waiting, error }));
}

type Schedule = (step: WorkflowStep) => Promise<StepReply>;

interface Waiting {
  readonly waits: number;
  /** When the outage was first seen, in epoch milliseconds. */
  readonly sinceMs?: number;
}

async function waitAndRepeat(
  step: WorkflowStep,
  schedule: Schedule,
  { waits, sinceMs, error }: Waiting & { readonly error: unknown },
): Promise<StepReply> {
  if (error instanceof CancelledFailure || isCancellation(error)) throw error;
  const { outagePatienceMs: patienceMs } = step.entry.policy;
  const firstSeenMs = sinceMs ?? Date.now();
  const waitedMs = Date.now() - firstSeenMs;
  const failure = readStepFailure(error);
  const waitMs = outageWaitMs(failure, { patienceMs, waitedMs, waits, random: Math.random });
  if (waitMs === undefined) throw toStepFailed(step, error, waits === 0 ? undefined : waitedMs);
  await waitFor({ step, failure, sinceMs: firstSeenMs, waitMs });
  return withOutagePatience(step, schedule, { waits: waits + 1, sinceMs: firstSeenMs });
}

interface Wait {
  readonly step: WorkflowStep;
  readonly failure: StepFailure;
  /** When the outage was first seen, in epoch milliseconds. */
  readonly sinceMs: number;
  readonly waitMs: number;
}

function waitFor({ step: { entry, header }, failure: { category, summary }, sinceMs, waitMs }: Wait): Promise<void> {
  const what = `${entry.kind} ${entry.id}`;
  log.warn('A step waits for the other side to come back', {
    step: entry.activityType,
    category,
    waitMs,
    patienceMs: entry.policy.outagePatienceMs,
    ...(header !== undefined && { key: header.key }),
  });
  const since = new Date(sinceMs).toISOString();
  const next = new Date(Date.now() + waitMs).toISOString();
  const line = `${what} waits since ${since} for the other side to come back (${category}: ${summary}). It is tried again at ${next}.`;
  const timer = { summary: `${what} waits for an outage to end (${category}, for ${formatDuration(Date.now() - sinceMs)} now)` };
  return whileShown(line, () => sleep(waitMs, timer));
}

/** The activity has to know that it may find an answer from before, though it is the first attempt of this scheduling. */
function afterWaits(step: WorkflowStep, outageWaits: number): WorkflowStep {
  return step.header === undefined ? step : { ...step, header: { ...step.header, outageWaits } };
}
