import type {
  ApprovalAnswer,
  ApprovalDecision,
  ApprovalEvent,
  ApprovalItem,
  ApprovalRequest,
  ItemDecision,
} from '../../shared/contract/approval.js';
import type { Json } from '../../shared/contract/json.js';
import { fitValue } from '../synchronous-schema.js';
import type { OpenApproval } from './open-approval.js';
import { wholeAnswer } from './refuse-answer.js';

/** Takes an answer that nothing speaks against: it decides, or it is one of several that have to approve. */
export function takeAnswer(open: OpenApproval, answer: ApprovalAnswer): ApprovalDecision {
  const { id, action, by, reason } = answer;
  const at = new Date(Date.now()).toISOString();
  const event: ApprovalEvent = { at, event: action, ...(by !== undefined && { by }), ...(reason !== undefined && { reason }) };
  open.audit.push(event);
  const outcome = outcomeOf(open, answer);
  const given = { v: 1 as const, id, action, at, ...(by !== undefined && { by }), ...(reason !== undefined && { reason }), ...outcome };
  const awaiting = outcome.approved ? stillAwaited(open, answer, outcome.value) : 0;
  if (awaiting > 0) return { ...given, approved: false, awaiting };
  open.decision = { ...given, audit: [...open.audit] };
  return open.decision;
}

type Outcome = Pick<ApprovalDecision, 'approved' | 'value' | 'items'>;

function outcomeOf({ request, schema, edited, itemSchemas }: OpenApproval, answer: ApprovalAnswer): Outcome {
  const { action } = answer;
  const approved = action === 'approve' || action === 'edit';
  if (request.items !== undefined) {
    const items = Object.fromEntries(request.items.map((item) => [item.id, decideItem(item, answer, itemSchemas)]));
    return { approved: approved && Object.values(items).every((item) => item.approved), items, ...valueMember(answer.value) };
  }
  if (action === 'approve') return { approved, ...valueMember(edited) };
  return { approved, ...valueMember(action === 'edit' ? fitted(schema, answer.value) : answer.value) };
}

function decideItem(item: ApprovalItem, answer: ApprovalAnswer, schemas: OpenApproval['itemSchemas']): ItemDecision {
  const { action, value, reason } = answer.items?.[item.id] ?? wholeAnswer(answer);
  const decided = action === 'edit' ? fitted(schemas.get(item.id), value) : item.proposed;
  return { action, approved: action !== 'reject', ...valueMember(decided), ...(reason !== undefined && { reason }) };
}

/**
 * How many more have to approve. Whoever approves approves what they saw, so after an edit those before have to look again.
 */
function stillAwaited(open: OpenApproval, { action, by }: ApprovalAnswer, value: Json | undefined): number {
  const { quorum, approvedBy = [] } = open.request;
  if (quorum === 1 || by === undefined) return 0;
  const edits = action === 'edit';
  const people = edits ? [by] : [...approvedBy, by];
  if (edits) open.edited = value;
  const request: ApprovalRequest = { ...open.request, approvedBy: people };
  open.request = edits && value !== undefined ? { ...request, proposed: value } : request;
  return quorum - people.length;
}

function fitted(schema: OpenApproval['schema'], value: Json | undefined): Json | undefined {
  if (value === undefined) return undefined;
  const fit = fitValue(schema, value);
  return fit.fits ? fit.value : value;
}

function valueMember(value: Json | undefined): { readonly value?: Json } {
  return value === undefined ? {} : { value };
}
