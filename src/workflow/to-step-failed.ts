import { isToolKind } from '../shared/contract/activity-kind.js';
import { StepFailed } from '../shared/errors/step-failed.js';
import { descriptionText } from '../shared/steps/description-text.js';
import { readStepFailure } from './pipeline/step-failure.js';
import type { WorkflowStep } from './pipeline/workflow-step.js';

/** Says why an activity failed, in place of Temporal's "Activity task failed". */
export function toStepFailed({ entry, header }: WorkflowStep, error: unknown, waitedMs?: number): StepFailed {
  const { category, retryable, outcomeUnknown, summary, key = header?.key } = readStepFailure(error);
  return new StepFailed({
    step: entry.activityType,
    // A tool by the name under which a model knows it.
    name: isToolKind(entry.kind) ? descriptionText(entry, 'name') : entry.id,
    category,
    retryable,
    outcomeUnknown,
    summary,
    ...(key !== undefined && { key }),
    ...(waitedMs !== undefined && { waitedMs }),
    cause: error,
  });
}
