import type { ApprovalAnswer, ApprovalRequest } from '../contract/approval.js';
import type { ApprovalRefusal } from '../errors/approval-refused.js';

const LONGEST_NAME = 200;

/** Why an answer is not taken. */
export type Refusal = Omit<ApprovalRefusal, 'v' | 'id'>;

/** Why these people may not answer, or not once more. */
export function whyNotThem(
  request: ApprovalRequest,
  { by, roles = [], action }: Pick<ApprovalAnswer, 'by' | 'roles'> & { readonly action?: ApprovalAnswer['action'] },
): Refusal | undefined {
  const { approvers, requester, quorum, approvedBy = [] } = request;
  const notAllowed = (reason: string): Refusal => ({ kind: 'not-allowed', reason });
  if (by !== undefined && by.length > LONGEST_NAME) {
    return { kind: 'invalid', reason: `a name has at most ${LONGEST_NAME} characters, not ${by.length}` };
  }
  if (approvers === undefined && requester === undefined && quorum === 1) return undefined;
  if (by === undefined || by.trim() === '') return notAllowed("it has to say who answers ('by')");
  if (by === requester) return notAllowed(`${by} made the request, so somebody else has to answer it`);
  const names = new Set([by, ...roles.map((role) => `role:${role}`)]);
  if (approvers !== undefined && !approvers.some((name) => names.has(name))) {
    return notAllowed(`${by} may not answer it; ${approvers.join(', ')} may`);
  }
  if (action !== 'approve' || !approvedBy.includes(by)) return undefined;
  return { kind: 'decided', action, by, reason: `${by} has approved it already, and ${quorum - approvedBy.length} more have to` };
}
