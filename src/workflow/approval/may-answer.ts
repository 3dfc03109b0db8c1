import type { ApprovalAnswer, ApprovalRequest } from '../../shared/contract/approval.js';

const LONGEST_NAME = 200;

/** Why these people may not answer, or not once more. */
export function whyNotThem(request: ApprovalRequest, { by, roles = [], action }: ApprovalAnswer): string | undefined {
  const { approvers, requester, quorum, approvedBy = [] } = request;
  if (by !== undefined && by.length > LONGEST_NAME) return `a name has at most ${LONGEST_NAME} characters, not ${by.length}`;
  if (approvers === undefined && requester === undefined && quorum === 1) return undefined;
  if (by === undefined || by.trim() === '') return "it has to say who answers ('by')";
  if (by === requester) return `${by} made the request, so somebody else has to answer it`;
  const names = new Set([by, ...roles.map((role) => `role:${role}`)]);
  if (approvers !== undefined && !approvers.some((name) => names.has(name))) {
    return `${by} may not answer it; ${approvers.join(', ')} may`;
  }
  if (action !== 'approve' || !approvedBy.includes(by)) return undefined;
  return `${by} has approved it already, and ${quorum - approvedBy.length} more have to`;
}
