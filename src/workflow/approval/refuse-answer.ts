import type { ApprovalAnswer, ApprovalDecision, ApprovalItem, ItemAnswer } from '../../shared/contract/approval.js';
import type { Json } from '../../shared/contract/json.js';
import { whyNotThem, type Refusal } from '../../shared/approval/may-answer.js';
import { isJsonObject } from '../../shared/encoding/is-json-object.js';
import { jsonBytes } from '../../shared/size/json-bytes.js';
import { fitValue } from '../synchronous-schema.js';
import type { OpenApproval } from './open-approval.js';

const LONGEST_REASON = 10_000;
const LARGEST_VALUE_BYTES = 256_000;

/** Why an answer is not taken, in words for whoever gave it; `undefined` when it is. */
export function refusalOf(open: OpenApproval, answer: ApprovalAnswer): Refusal | undefined {
  return (
    (open.decision && alreadyDecided(open.decision)) ??
    invalid(otherAction(open, answer.action) ?? misshapen(answer)) ??
    whyNotThem(open.request, answer) ??
    invalid(open.request.items === undefined ? misfit(open, answer) : misfitOfItems(open, open.request.items, answer))
  );
}

function invalid(reason: string | undefined): Refusal | undefined {
  return reason === undefined ? undefined : { kind: 'invalid', reason };
}

/** What somebody who comes late is told. */
export function alreadyDecided({ action, by, at }: Pick<ApprovalDecision, 'action' | 'by' | 'at'>): Refusal {
  if (action === 'expired') return { kind: 'closed', reason: `it expired at ${at}`, at };
  const reason = `it was already decided: ${action}${by === undefined ? '' : ` by ${by}`} at ${at}`;
  return { kind: 'decided', reason, action, at, ...(by !== undefined && { by }) };
}

function otherAction({ request: { actions } }: OpenApproval, action: unknown): string | undefined {
  return actions.some((one) => one === action) ? undefined : `it takes ${actions.join(', ')}, not '${String(action)}'`;
}

function misshapen({ by, roles, reason, value, items }: ApprovalAnswer): string | undefined {
  if (by !== undefined && typeof by !== 'string') return `'by' has to be a text`;
  if (roles !== undefined && !isTexts(roles)) return `'roles' has to be a list of texts`;
  if (reason !== undefined && typeof reason !== 'string') return `'reason' has to be a text`;
  if (items !== undefined && !isJsonObject(items)) return `'items' has to be an object of answers by the items' ids`;
  const reasons = [reason, ...Object.values(items ?? {}).map((item) => item?.reason)];
  const longest = Math.max(...reasons.map((one) => one?.length ?? 0));
  if (longest > LONGEST_REASON) return `a reason has at most ${LONGEST_REASON} characters, not ${longest}`;
  const bytes = jsonBytes([value, items]);
  return bytes > LARGEST_VALUE_BYTES ? `its value has ${bytes} bytes, and at most ${LARGEST_VALUE_BYTES} are taken` : undefined;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function misfit({ request, schema, edited }: OpenApproval, { action, value, items }: ApprovalAnswer): string | undefined {
  if (items !== undefined) return 'it has no items';
  if (action === 'edit') return misfitOfEdit(schema, value);
  if (action !== 'approve') return undefined;
  if (value !== undefined && value !== null) return 'an approval takes the proposed value; to change it, edit';
  if (request.proposed === undefined) return undefined;
  const fit = fitValue(schema, edited ?? request.proposed);
  return fit.fits ? undefined : `the proposed value does not fit, so it cannot be approved as it is: ${fit.problem}`;
}

function misfitOfItems(open: OpenApproval, items: readonly ApprovalItem[], answer: ApprovalAnswer): string | undefined {
  const answers = answer.items ?? {};
  const unknown = Object.keys(answers).find((id) => !items.some((item) => item.id === id));
  if (unknown !== undefined) return `it has no item '${unknown}'; its items are ${items.map(({ id }) => id).join(', ')}`;
  if (answer.action === 'edit' && Object.keys(answers).length === 0) return 'an edit has to say what becomes of which item';
  for (const { id, proposed } of items) {
    const problem = misfitOfItem(open, answers[id] ?? wholeAnswer(answer), proposed, id);
    if (problem !== undefined) return `item '${id}': ${problem}`;
  }
  return undefined;
}

/** What an answer says about the items that it does not name. */
export function wholeAnswer({ action }: ApprovalAnswer): ItemAnswer {
  return { action: action === 'approve' || action === 'edit' ? 'approve' : 'reject' };
}

function misfitOfItem(open: OpenApproval, { action, value }: ItemAnswer, proposed: Json | undefined, id: string): string | undefined {
  if (action !== 'reject' && action !== 'approve' && action !== 'edit') return `it takes approve, edit, reject, not '${String(action)}'`;
  if (action === 'edit') return otherAction(open, action) ?? misfitOfEdit(open.itemSchemas.get(id), value);
  if (action === 'reject' || proposed === undefined) return undefined;
  const fit = fitValue(open.itemSchemas.get(id), proposed);
  return fit.fits ? undefined : `the proposed value does not fit, so it cannot be approved as it is: ${fit.problem}`;
}

function misfitOfEdit(schema: Parameters<typeof fitValue>[0], value: Json | undefined): string | undefined {
  if (value === undefined) return 'an edit needs a value';
  const fit = fitValue(schema, value);
  return fit.fits ? undefined : `the value does not fit: ${fit.problem}`;
}
