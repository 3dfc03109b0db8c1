import { ApprovalRefused, type ApprovalRefusal } from '../../shared/errors/approval-refused.js';
import { refusalInDetails } from '../../shared/errors/refused-error.js';
import type { Run } from '../runs/run-of.js';
import { updateFailureOf } from '../runs/update-failure.js';

interface About {
  readonly id: string;
  readonly run: Run;
  readonly timeoutMs: number;
}

/** What a failed update says to whoever answered; undefined for an error that is about something else. */
export function refusalIn(error: unknown, { id, run, timeoutMs }: About): ApprovalRefused | undefined {
  const failure = updateFailureOf(error);
  if (failure?.kind === 'refused') {
    const refusal = refusalInDetails<ApprovalRefusal>(failure.details);
    return new ApprovalRefused(refusal ?? { id, kind: 'invalid', reason: failure.reason });
  }
  if (failure?.kind === 'no answer') {
    const reason = `no worker on '${run.taskQueue}' took the answer within ${timeoutMs / 1_000} s; look whether it still waits before you answer again`;
    return new ApprovalRefused({ id, kind: 'no-worker', reason });
  }
  if (failure === undefined) return undefined;
  return new ApprovalRefused({ id, kind: 'closed', reason: `it is already closed: the run '${run.workflowId}' is over` });
}
