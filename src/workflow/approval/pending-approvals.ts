import { defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalDecision, type ApprovalRequest } from '../../shared/contract/approval.js';
import { ApprovalRefused } from '../../shared/errors/approval-refused.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** What a client sends: the time and the outcome are added here. */
export type ApprovalAnswer = Pick<ApprovalDecision, 'id' | 'action' | 'value' | 'by' | 'reason'>;

interface PendingApproval {
  readonly request: ApprovalRequest;
  decision: ApprovalDecision | undefined;
}

const decideUpdate = defineUpdate<ApprovalDecision, [ApprovalAnswer]>(APPROVAL_DECIDE);
const decideSignal = defineSignal<[ApprovalAnswer]>(APPROVAL_DECIDE);
const pendingQuery = defineQuery<ApprovalRequest[]>(APPROVAL_PENDING);

const pending = new Map<string, PendingApproval>();
const closed = new Map<string, ApprovalDecision | undefined>();
let listening = false;

/** Opens a request for people to answer. */
export function openApproval(request: ApprovalRequest): { decision(): ApprovalDecision | undefined; close(): void } {
  listen();
  if (pending.has(request.id)) {
    const hint = 'Give each request of a run an id of its own.';
    throw new InvalidOption({ where: 'requestApproval()', option: 'id', problem: `'${request.id}' is waiting already`, hint });
  }
  const own: PendingApproval = { request, decision: undefined };
  pending.set(request.id, own);
  return {
    decision: () => own.decision,
    close: () => {
      pending.delete(request.id);
      closed.set(request.id, own.decision);
    },
  };
}

function listen(): void {
  if (listening) return;
  listening = true;
  setHandler(decideUpdate, decide, { validator: check });
  setHandler(decideSignal, (answer) => {
    // Nobody waits for a signal's outcome, so one that does not fit is dropped.
    if (refusal(answer) === undefined) decide(answer);
  });
  setHandler(pendingQuery, () => [...pending.values()].filter(({ decision }) => decision === undefined).map(({ request }) => request));
}

function check(answer: ApprovalAnswer): void {
  const reason = refusal(answer);
  if (reason !== undefined) throw new ApprovalRefused({ id: answer.id, reason });
}

function refusal(answer: ApprovalAnswer): string | undefined {
  if (typeof answer?.id !== 'string') return 'the answer names no request';
  const own = pending.get(answer.id);
  const decided = own?.decision ?? closed.get(answer.id);
  if (decided !== undefined) return `it was already decided: ${decided.action}${decided.by === undefined ? '' : ` by ${decided.by}`}`;
  if (own === undefined) return closed.has(answer.id) ? 'it is closed' : 'nothing of that id is waiting';
  const { actions } = own.request;
  if (!actions.some((action) => action === answer.action)) return `it takes ${actions.join(', ')}, not '${answer.action}'`;
  if (answer.action === 'edit' && answer.value === undefined) return 'an edit needs a value';
  return undefined;
}

function decide({ id, action, value, by, reason }: ApprovalAnswer): ApprovalDecision {
  const decision: ApprovalDecision = {
    v: 1,
    id,
    action,
    approved: action === 'approve' || action === 'edit',
    at: new Date(Date.now()).toISOString(),
    ...(value !== undefined && { value }),
    ...(by !== undefined && { by }),
    ...(reason !== undefined && { reason }),
  };
  const own = pending.get(id);
  if (own !== undefined) own.decision = decision;
  return decision;
}
