import { workflowInfo } from '@temporalio/workflow';
import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import type { StepHeader } from '../../shared/contract/step-header.js';
import { idempotencyKey } from '../../shared/keys/idempotency-key.js';
import type { AttemptLimits } from '../../shared/policy/activity-policy.js';
import { DEFAULT_ATTEMPT_LIMITS } from '../../shared/policy/default-policies.js';
import { currentKeyScope } from '../key-scope.js';
import type { WorkflowStep } from './workflow-step.js';

/** Gives the step its idempotency key, from its place in the workflow and nothing else. */
export const keySlot: WorkflowSlot<WorkflowStep> = {
  name: 'key',
  call: (step, next) => next({ ...step, header: headerOf(step) }),
};

function headerOf({ entry, toolCallId, run }: WorkflowStep): StepHeader {
  const scope = entry.callKey === undefined ? currentKeyScope() : currentKeyScope().named(entry.callKey);
  const parts = {
    scope: scope.name,
    step: entry.activityType,
    ordinal: scope.nextOrdinal(entry.activityType),
    ...(toolCallId !== undefined && { toolCallId }),
  };
  const key = idempotencyKey({ namespace: workflowInfo().namespace, ...parts });
  const limits = statedLimits(entry.policy);
  return { v: 1, key, ...parts, ...(run !== undefined && { run }), ...(limits && { limits }) };
}

/** Every header is history, so the default limits stay out of it. */
function statedLimits({ retryAfterCapMs, chunkIdleMs }: AttemptLimits): Partial<AttemptLimits> | undefined {
  const limits: Partial<AttemptLimits> = {
    ...(retryAfterCapMs !== DEFAULT_ATTEMPT_LIMITS.retryAfterCapMs && { retryAfterCapMs }),
    ...(chunkIdleMs !== DEFAULT_ATTEMPT_LIMITS.chunkIdleMs && { chunkIdleMs }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}
