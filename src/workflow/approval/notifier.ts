import { CancellationScope, log, workflowInfo } from '@temporalio/workflow';
import type { ApprovalRequest } from '../../shared/contract/approval.js';
import type { OpenApproval } from './open-approval.js';

/** What people are told of a request. */
export interface ApprovalNotice {
  readonly event: 'asked' | 'reminded' | 'escalated';
  readonly workflowId: string;
  readonly runId: string;
  /** The first run of the chain: what a link for the request is bound to. */
  readonly firstRunId: string;
  readonly request: ApprovalRequest;
  /** Who is to be told: all who may answer, or after an escalation those who newly may. Absent: the request names nobody. */
  readonly to?: readonly string[];
}

export interface Notifier {
  tell(event: ApprovalNotice['event'], to?: readonly string[]): void;
  /** Gives up what was not delivered: nobody is to be told of what is decided. */
  stop(): void;
}

/** Tells people by the user's durable function, beside the wait: a message that cannot be delivered holds nothing up. */
export function openNotifier(notify: ((notice: ApprovalNotice) => Promise<unknown>) | undefined, open: OpenApproval): Notifier {
  const scope = new CancellationScope({ cancellable: true });
  let stopped = false;
  return {
    tell(event, to = open.request.approvers) {
      if (notify === undefined) return;
      const { workflowId, runId, firstExecutionRunId: firstRunId } = workflowInfo();
      const notice: ApprovalNotice = { event, workflowId, runId, firstRunId, request: open.request, ...(to !== undefined && { to }) };
      scope
        .run(() => notify(notice))
        .catch((error: unknown) => {
          if (stopped) return;
          const reason = error instanceof Error ? error.message : String(error);
          open.audit.push({ at: new Date(Date.now()).toISOString(), event: 'notifying failed', reason });
          log.warn(`Nobody could be told of the approval '${open.request.id}', which waits on`, { id: open.request.id, reason });
        });
    },
    stop() {
      stopped = true;
      scope.cancel();
    },
  };
}
