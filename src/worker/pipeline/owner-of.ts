import type { RowOwner } from '../records/run-records.js';
import type { Attempt } from './attempt.js';

/** Whose rows an attempt writes: what a clean-up and an erasure find them by. */
export function ownerOf({ run: { tenant }, temporal }: Attempt): RowOwner {
  const workflowId = temporal.info.workflowExecution?.workflowId;
  return { ...(workflowId !== undefined && { workflowId }), ...(tenant !== undefined && { tenant }) };
}
