import { workflowInfo } from '@temporalio/workflow';
import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import type { StepHeader } from '../../shared/contract/step-header.js';
import { idempotencyKey } from '../../shared/keys/idempotency-key.js';
import { currentKeyScope } from '../key-scope.js';
import type { WorkflowStep } from './workflow-step.js';

/** Gives the step its idempotency key, from its place in the workflow and nothing else. */
export const keySlot: WorkflowSlot<WorkflowStep> = {
  name: 'key',
  call: (step, next) => next({ ...step, header: headerOf(step) }),
};

function headerOf({ entry, toolCallId, run }: WorkflowStep): StepHeader {
  const scope = currentKeyScope();
  const parts = {
    scope: scope.name,
    step: entry.activityType,
    ordinal: scope.nextOrdinal(entry.activityType),
    ...(toolCallId !== undefined && { toolCallId }),
  };
  const key = idempotencyKey({ namespace: workflowInfo().namespace, ...parts });
  return { v: 1, key, ...parts, ...(run !== undefined && { run }) };
}
