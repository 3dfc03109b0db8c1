import { AsyncLocalStorage } from 'node:async_hooks';
import type { Info } from '@temporalio/activity';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { STEP_HEADER_NAME, type StepHeader } from '../../shared/contract/step-header.js';
import type { AttemptLimits } from '../../shared/policy/activity-policy.js';
import { idempotencyKey, runScope } from '../../shared/keys/idempotency-key.js';
import { readStepHeader, type WrittenStepHeader } from '../../shared/keys/written-step-header.js';

const headers = new AsyncLocalStorage<Headers>();

/** Runs an activity with its headers at hand: Temporal shows them to interceptors only. */
export function withActivityHeaders<Result>(values: Headers, run: () => Promise<Result>): Promise<Result> {
  return headers.run(values, run);
}

/** What the workflow said about the step that runs. */
export function stepHeaderOf(info: Info, { retryAfterCapMs, chunkIdleMs }: AttemptLimits): StepHeader {
  const payload = headers.getStore()?.[STEP_HEADER_NAME];
  if (payload === undefined) return { ...withoutWorkflowSide(info), limits: { retryAfterCapMs, chunkIdleMs } };
  const { activityNamespace: namespace, activityType, workflowExecution } = info;
  const place = { namespace, activityType, workflowId: workflowExecution?.workflowId ?? '' };
  return readStepHeader(defaultPayloadConverter.fromPayload<WrittenStepHeader>(payload), place);
}

/**
 * For an activity that plain Temporal code called. Its key holds for retries and replays, but not across a reset: only the
 * workflow side knows the run it was reset from.
 */
function withoutWorkflowSide({ activityId, activityType, activityNamespace, workflowExecution }: Info): StepHeader {
  const scope = runScope(workflowExecution?.workflowId ?? activityId, workflowExecution?.runId ?? '');
  const parts = { scope, step: activityType, ordinal: Number(activityId) || 0 };
  return { v: 1, key: idempotencyKey({ namespace: activityNamespace, ...parts, toolCallId: activityId }), ...parts };
}
