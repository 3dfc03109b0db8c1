import type { StepHeader } from '../contract/step-header.js';
import { idempotencyKey, runScope } from './idempotency-key.js';

/** A `StepHeader` as it stands in history: without what follows from the rest and from the activity itself. */
export type WrittenStepHeader = Omit<StepHeader, 'key' | 'step'> & Partial<Pick<StepHeader, 'key' | 'step'>>;

/** What is known of an activity without its header. */
export interface ActivityPlace {
  readonly namespace: string;
  readonly workflowId: string;
  readonly activityType: string;
}

/** Shortens a header for history. */
export function writeStepHeader({ key, scope, step, ...header }: StepHeader, place: ActivityPlace): WrittenStepHeader {
  const prefix = workflowPrefix(place);
  const written: WrittenStepHeader = {
    ...header,
    scope: scope.startsWith(`${prefix}/`) ? scope.slice(prefix.length) : scope,
    ...(step !== place.activityType && { step }),
  };
  return readStepHeader(written, place).key === key ? written : { ...written, key };
}

/** The header that was shortened. */
export function readStepHeader(written: WrittenStepHeader, place: ActivityPlace): StepHeader {
  const { scope: writtenScope, step = place.activityType, ordinal, toolCallId } = written;
  const scope = writtenScope.startsWith('/') ? workflowPrefix(place) + writtenScope : writtenScope;
  const parts = { scope, step, ordinal, ...(toolCallId !== undefined && { toolCallId }) };
  const { key = idempotencyKey({ namespace: place.namespace, ...parts }) } = written;
  return { ...written, ...parts, key };
}

/** What the scopes of all runs under a workflow id begin with, but for the slash. */
function workflowPrefix({ workflowId }: ActivityPlace): string {
  return runScope(workflowId, '').slice(0, -1);
}
