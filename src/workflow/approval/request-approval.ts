import { condition, log } from '@temporalio/workflow';
import type { ApprovalDecision } from '../../shared/contract/approval.js';
import type { Json } from '../../shared/contract/json.js';
import { ApprovalExpired } from '../../shared/errors/approval-expired.js';
import { checkApprovalOptions, toApprovalRequest, type ApprovalOptions } from './approval-options.js';
import type { SynchronousSchema } from '../synchronous-schema.js';
import { openNotifier, type Notifier } from './notifier.js';
import type { OpenApproval } from './open-approval.js';
import { openApproval } from './pending-approvals.js';
import { toTimetable, type DueEvent } from './timetable.js';

/** A decision whose value has the type of what was proposed. */
export type Decision<Value extends Json> = Omit<ApprovalDecision, 'value'> & { readonly value: Value | undefined };

/**
 * Waits for a person, for seconds or days, without using anything. The update `onceward.approval.decide` answers it, from any
 * Temporal client; an answer that does not fit, or comes from somebody who may not give it, is refused before it reaches history.
 *
 * @throws ApprovalExpired when nobody answered in time and `onExpire` is 'fail'
 * @throws UnknownOption, InvalidOption before anybody is asked
 * @example
 * ```ts
 * const decision = await requestApproval({ id: 'publish', proposed: text, approvers: ['role:editor'], expires: '3d', onExpire: 'reject' });
 * if (decision.approved) await publish(decision.value);
 * ```
 */
export async function requestApproval<Value extends Json>(options: ApprovalOptions<Value>): Promise<Decision<Value>> {
  const where = `requestApproval(${options.id})`;
  checkApprovalOptions(where, options);
  const openedMs = Date.now();
  const timetable = toTimetable(where, options);
  const expiry = timetable.find(({ what }) => what === 'expire');
  const open: OpenApproval = {
    request: toApprovalRequest(options, expiry && toIso(openedMs + expiry.afterMs)),
    schema: options.schema,
    itemSchemas: new Map(options.items?.flatMap(({ id, schema }): [string, SynchronousSchema][] => (schema ? [[id, schema]] : []))),
    edited: undefined,
    audit: [{ at: toIso(openedMs), event: 'asked' }],
    decision: undefined,
  };
  const close = openApproval(open);
  const notifier = openNotifier(options.notify, open);
  try {
    notifier.tell('asked');
    await untilDecided(open, timetable, { openedMs, notifier });
    open.decision ??= expired(open, options.onExpire);
    const { id, action, by } = open.decision;
    log.info('Approval decided', { id, action, by });
    return { ...open.decision, value: valueOf(open.decision, options.proposed) };
  } finally {
    notifier.stop();
    close();
  }
}

interface Waiting {
  readonly openedMs: number;
  readonly notifier: Notifier;
}

/** Returns when somebody has decided, or the time is over. */
async function untilDecided(open: OpenApproval, timetable: readonly DueEvent[], { openedMs, notifier }: Waiting): Promise<void> {
  const isDecided = (): boolean => open.decision !== undefined;
  for (const event of timetable) {
    const inMs = openedMs + event.afterMs - Date.now();
    // A timer of no time at all is none, and would leave the order of what happens to chance.
    if (await condition(isDecided, Math.max(inMs, 1))) return;
    if (event.what === 'expire') return;
    if (event.what === 'remind') notifier.tell('reminded');
    else escalate(open, event.to, notifier);
    open.audit.push(auditOf(event, open));
  }
  await condition(isDecided);
}

function escalate(open: OpenApproval, to: readonly string[], notifier: Notifier): void {
  const { approvers } = open.request;
  // A request that names nobody may be answered by all already.
  if (approvers !== undefined) open.request = { ...open.request, approvers: [...new Set([...approvers, ...to])] };
  notifier.tell('escalated', to);
}

function auditOf({ what }: DueEvent, { request: { approvers } }: OpenApproval): ApprovalDecisionEvent {
  const at = toIso(Date.now());
  if (what === 'remind') return { at, event: 'reminded' };
  return { at, event: 'escalated', ...(approvers !== undefined && { approvers }) };
}

type ApprovalDecisionEvent = OpenApproval['audit'][number];

function expired<Value extends Json>(
  { request, audit }: OpenApproval,
  onExpire: ApprovalOptions<Value>['onExpire'] = 'fail',
): ApprovalDecision {
  const { id, title } = request;
  if (onExpire === 'fail') throw new ApprovalExpired({ id, title });
  const at = toIso(Date.now());
  const value = typeof onExpire === 'object' ? { value: onExpire.fallback } : {};
  return { v: 1, id, action: 'expired', approved: onExpire !== 'reject', at, ...value, audit: [...audit, { at, event: 'expired' }] };
}

/** An edit was checked against the schema; without one, its value is of the type that the caller states. */
function valueOf<Value extends Json>(decision: ApprovalDecision, proposed: Value | undefined): Value | undefined {
  // Who responds with a reason alone has not said what was proposed.
  return decision.value === undefined && decision.action !== 'respond' ? proposed : (decision.value as Value);
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
