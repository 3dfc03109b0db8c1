import { APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import type { Server } from '../../server/connect-to-server.js';
import { unreadableReason } from '../../server/unreadable.js';

/** What was meant for a worker that was killed is given to another after 5 s. */
const QUERY_TIMEOUT_MS = 10_000;

/** What a run says it waits for; that it never asked anything; why its answer cannot be read here; or that no worker gave one. */
export type PendingApprovals =
  | { readonly kind: 'asks'; readonly approvals: readonly ApprovalRequest[] }
  | { readonly kind: 'never asked' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'silent' };

/** Asks a run, through one of its workers, what it waits for. */
export async function pendingApprovals({ client }: Server, workflowId: string): Promise<PendingApprovals> {
  const handle = client.workflow.getHandle(workflowId);
  const ask = (): Promise<ApprovalRequest[]> => handle.query<ApprovalRequest[]>(APPROVAL_PENDING);
  try {
    return { kind: 'asks', approvals: await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, ask) };
  } catch (error) {
    if (error instanceof Error && error.name === 'QueryNotRegisteredError') return { kind: 'never asked' };
    const reason = unreadableReason(error);
    return reason === undefined ? { kind: 'silent' } : { kind: 'unreadable', reason };
  }
}
