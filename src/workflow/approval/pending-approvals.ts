import { condition, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import {
  APPROVAL_DECIDE,
  APPROVAL_LOOK_UP,
  APPROVAL_PENDING,
  type ApprovalAnswer,
  type ApprovalDecision,
  type ApprovalRequest,
  type ApprovalState,
} from '../../shared/contract/approval.js';
import type { Refusal } from '../../shared/approval/may-answer.js';
import { ApprovalRefused } from '../../shared/errors/approval-refused.js';
import type { ForkMessage } from '../../shared/contract/fork.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { asksTheSame, takeForkedMessages } from '../fork/fork-state.js';
import { ownTurn } from '../own-turn.js';
import type { OpenApproval } from './open-approval.js';
import { alreadyDecided, refusalOf } from './refuse-answer.js';
import { showWaiting } from './show-waiting.js';
import { takeAnswer } from './take-answer.js';

const decideUpdate = defineUpdate<ApprovalDecision, [ApprovalAnswer]>(APPROVAL_DECIDE);
const decideSignal = defineSignal<[ApprovalAnswer]>(APPROVAL_DECIDE);
const lookUpQuery = defineQuery<ApprovalState, [string]>(APPROVAL_LOOK_UP);
const pendingQuery = defineQuery<ApprovalRequest[]>(APPROVAL_PENDING);

/** A request that opens later is none that was answered. */
const OPENS_WITHIN_MS = 1_000;

/** Who decided a request that is closed. */
type Closed = Pick<ApprovalDecision, 'action' | 'by' | 'at'>;

const pending = new Map<string, OpenApproval>();
const closed = new Map<string, Closed | undefined>();
let listening = false;

/** Lets people answer a request, until the returned function is called. */
export function openApproval(open: OpenApproval): () => void {
  const { id } = open.request;
  if (pending.has(id)) {
    const hint = 'Give each request of a run an id of its own.';
    throw new InvalidOption({ where: 'requestApproval()', option: 'id', problem: `'${id}' is waiting already`, hint });
  }
  pending.set(id, open);
  // Only now: an answer that came before is taken while the handler is set.
  listen();
  takeForkedAnswers(open);
  showWaiting(true);
  return () => {
    pending.delete(id);
    if (pending.size === 0) showWaiting(false);
    const { action, by, at } = open.decision ?? {};
    closed.set(id, action && at ? { action, at, ...(by !== undefined && { by }) } : undefined);
  };
}

/** In a fork, what people answered in the other run, as long as they were asked the same. */
function takeForkedAnswers(open: OpenApproval): void {
  const { id } = open.request;
  if (!asksTheSame()) return;
  const isOfThis = ({ args: [answer] }: ForkMessage): boolean => (answer as Partial<ApprovalAnswer> | null | undefined)?.id === id;
  for (const { args } of takeForkedMessages(APPROVAL_DECIDE, isOfThis)) {
    const answer = args[0] as unknown as ApprovalAnswer;
    if (refusalOf(open, answer) === undefined) takeAnswer(open, answer);
  }
}

/** What waits for people now. */
export function waitingRequests(): ApprovalRequest[] {
  return [...pending.values()].filter(({ decision }) => decision === undefined).map(({ request }) => request);
}

function listen(): void {
  if (listening) return;
  listening = true;
  setHandler(decideUpdate, decideWhenOpen, { validator: check });
  // Nobody waits for a signal's outcome, so one that does not fit is dropped.
  setHandler(decideSignal, (answer) => decideWhenOpen(answer).then(undefined, () => undefined));
  setHandler(lookUpQuery, lookUp);
  setHandler(pendingQuery, waitingRequests);
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
  // No timer is started while the code may still get there: a replay may not need it, and would number later ones otherwise.
  if (!(await ownTurn(() => isKnown(answer.id)))) await condition(() => isKnown(answer.id), OPENS_WITHIN_MS);
  return takeAnswer(refuse(answer), answer);
}

/** The request that an answer is for. Throws when it does not fit. */
function refuse(answer: ApprovalAnswer): OpenApproval {
  if (typeof answer?.id !== 'string')
    throw new ApprovalRefused({ id: String(answer?.id), kind: 'invalid', reason: 'the answer names no request' });
  const open = pending.get(answer.id);
  if (open === undefined) throw new ApprovalRefused({ id: answer.id, ...whyClosed(answer.id) });
  const refusal = refusalOf(open, answer);
  if (refusal !== undefined) throw new ApprovalRefused({ id: answer.id, ...refusal });
  return open;
}

function lookUp(id: string): ApprovalState {
  const open = pending.get(id);
  if (open === undefined) return { v: 1, refusal: whyClosed(id) };
  return open.decision === undefined ? { v: 1, request: open.request } : { v: 1, refusal: alreadyDecided(open.decision) };
}

function whyClosed(id: string): Refusal {
  const decision = closed.get(id);
  if (decision !== undefined) return alreadyDecided(decision);
  if (closed.has(id)) return { kind: 'closed', reason: 'the run waits for it no longer' };
  return { kind: 'unknown', reason: 'nothing of that id is waiting' };
}

function isKnown(id: string): boolean {
  return pending.has(id) || closed.has(id);
}
