import { StepFailed } from '../shared/errors/step-failed.js';
import { readStepFailure } from './pipeline/step-failure.js';
import type { WorkflowStep } from './pipeline/workflow-step.js';

/** Says why an activity failed, in place of Temporal's "Activity task failed". */
export function toStepFailed({ entry, header }: WorkflowStep, error: unknown, waitedMs?: number): StepFailed {
  const { category, retryable, summary, key = header?.key } = readStepFailure(error);
  return new StepFailed({
    step: entry.activityType,
    name: entry.id,
    category,
    retryable,
    summary,
    ...(key !== undefined && { key }),
    ...(waitedMs !== undefined && { waitedMs }),
    cause: error,
  });
}
