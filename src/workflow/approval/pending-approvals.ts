import { condition, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
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

/** How often code that itself waits for conditions gets on before the request counts as one that is not open. */
const ROUNDS = 20;
/** A request that opens later is none that was answered. */
const OPENS_WITHIN_MS = 1_000;

const pending = new Map<string, PendingApproval>();
const closed = new Map<string, ApprovalDecision | undefined>();
let listening = false;

/** Opens a request for people to answer. */
export function openApproval(request: ApprovalRequest): { decision(): ApprovalDecision | undefined; close(): void } {
  if (pending.has(request.id)) {
    const hint = 'Give each request of a run an id of its own.';
    throw new InvalidOption({ where: 'requestApproval()', option: 'id', problem: `'${request.id}' is waiting already`, hint });
  }
  const own: PendingApproval = { request, decision: undefined };
  pending.set(request.id, own);
  // Only now: an answer that came before is taken while the handler is set.
  listen();
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
  setHandler(decideUpdate, decideWhenOpen, { validator: check });
  // Nobody waits for a signal's outcome, so one that does not fit is dropped.
  setHandler(decideSignal, (answer) => decideWhenOpen(answer).then(undefined, () => undefined));
  setHandler(pendingQuery, () => [...pending.values()].filter(({ decision }) => decision === undefined).map(({ request }) => request));
}

/** What can be refused before it stands in history is; of a request that is not known yet the handler decides. */
function check(answer: ApprovalAnswer): void {
  if (typeof answer?.id !== 'string' || isKnown(answer.id)) refuse(answer);
}

/**
 * A worker that takes a run over is given an update before the results that came ahead of it, so the code may be a step short of the request
 * that the update answers. It gets there in the same moment, or there is no such request.
 */
async function decideWhenOpen(answer: ApprovalAnswer): Promise<ApprovalDecision> {
  await untilOpen(answer.id);
  refuse(answer);
  return decide(answer);
}

/**
 * Lets the code do all it can with what came along with the answer, and decides in a turn of its own. Temporal looks at conditions right after it
 * handed an answer in, and again when all code that was woken has run: a decision that stood the first time would wake the code that waits for
 * it beside the update, and which of the two comes first, the update's completion or the code's next step, would differ in a replay in which the
 * request opens later. That run would be stuck. No timer is started for this either: a replay may not need it, and would number later ones otherwise.
 */
async function untilOpen(id: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    let looks = 0;
    await condition(() => (looks += 1) > 1);
    if (isKnown(id)) return;
  }
  await condition(() => isKnown(id), OPENS_WITHIN_MS);
}

function refuse(answer: ApprovalAnswer): void {
  const reason = refusal(answer);
  if (reason !== undefined) throw new ApprovalRefused({ id: answer.id, reason });
}

function isKnown(id: string): boolean {
  return pending.has(id) || closed.has(id);
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
