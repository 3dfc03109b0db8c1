import { scheduleActivity, type ActivityOptions } from '@temporalio/workflow';
import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import type { StepReply } from '../../shared/contract/step-result.js';
import type { ActivityPolicy } from '../../shared/policy/activity-policy.js';
import { currentKeyScope } from '../key-scope.js';
import { askAboutOutcome } from './ask-about-outcome.js';
import { withOutagePatience } from './outage-patience.js';
import { rejectOnThrow } from './reject-on-throw.js';
import { stepHeaderStorage } from './step-header-storage.js';
import type { WorkflowStep } from './workflow-step.js';

/**
 * Schedules the activity, again when an outage made it fail and is over, or when a person wants a write of unknown outcome made again; what it
 * fails with for good becomes an error that says why. Cancellation passes unchanged.
 */
export const scheduleSlot: WorkflowSlot<WorkflowStep> = {
  name: 'schedule',
  call: (step) => askAboutOutcome(step, (own) => withOutagePatience(own, schedule)),
};

function schedule(step: WorkflowStep): Promise<StepReply> {
  const own = (): Promise<StepReply> =>
    scheduleActivity<StepReply>(step.entry.activityType, step.pinned === undefined ? [...step.input] : [...step.input, step.pinned], {
      ...activityOptions(step.entry.policy),
      summary: step.summary ?? summaryOf(step),
    });
  const { header } = step;
  return rejectOnThrow(() => (header === undefined ? own() : stepHeaderStorage.run(header, own)));
}

function activityOptions({ startToCloseMs, scheduleToCloseMs, heartbeatMs, retry, taskQueue, priority }: ActivityPolicy): ActivityOptions {
  return {
    ...(startToCloseMs !== null && { startToCloseTimeout: startToCloseMs }),
    ...(scheduleToCloseMs !== null && { scheduleToCloseTimeout: scheduleToCloseMs }),
    // Waiting lets the cancellation reach the call: once a run is closed, its activities hear no more than that they are unknown.
    ...(heartbeatMs !== null && { heartbeatTimeout: heartbeatMs, cancellationType: 'WAIT_CANCELLATION_COMPLETED' }),
    retry: {
      maximumAttempts: retry.maximumAttempts,
      initialInterval: retry.initialIntervalMs,
      backoffCoefficient: retry.backoffCoefficient,
      maximumInterval: retry.maximumIntervalMs,
    },
    ...(taskQueue !== undefined && { taskQueue }),
    ...(priority !== undefined && { priority: { priorityKey: priority } }),
  };
}

function summaryOf({ entry }: WorkflowStep): string {
  const { label } = currentKeyScope();
  return label === undefined ? `${entry.kind} ${entry.id}` : `${entry.kind} ${entry.id} · ${label}`;
}
