import type { JournalRecord } from '../journal/journal.js';
import type { Attempt } from './attempt.js';

/** Whose rows an attempt writes: what a clean-up and an erasure find them by. */
export function ownerOf({ run: { tenant }, temporal }: Attempt): Pick<JournalRecord, 'workflowId' | 'tenant'> {
  const workflowId = temporal.info.workflowExecution?.workflowId;
  return { ...(workflowId !== undefined && { workflowId }), ...(tenant !== undefined && { tenant }) };
}
