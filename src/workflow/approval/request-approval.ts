import { condition, log } from '@temporalio/workflow';
import type { ApprovalAction, ApprovalDecision, ApprovalRequest } from '../../shared/contract/approval.js';
import type { ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { Json } from '../../shared/contract/json.js';
import { ApprovalExpired } from '../../shared/errors/approval-expired.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import { openApproval } from './pending-approvals.js';

export interface ApprovalOptions<Value extends Json> {
  /** Names the request within the run; whoever decides gives it back. */
  readonly id: string;
  /** What is asked, in a line. @default id */
  readonly title?: string;
  /** What it is about, for a person to look at. */
  readonly subject?: ArtifactReference;
  /** The value that `approve` accepts and `edit` replaces. */
  readonly proposed?: Value;
  readonly actions?: readonly ApprovalAction[];
  /** How long the run waits, such as '3d'. It costs nothing while it does. @default for ever */
  readonly expires?: Duration;
  /** What happens when nobody answered. @default 'fail' */
  readonly onExpire?: 'approve' | 'reject' | 'fail';
}

/** A decision whose value has the type of what was proposed. */
export type Decision<Value extends Json> = Omit<ApprovalDecision, 'value'> & { readonly value: Value | undefined };

const OPTION_NAMES = ['id', 'title', 'subject', 'proposed', 'actions', 'expires', 'onExpire'] as const;
const DEFAULT_ACTIONS: readonly ApprovalAction[] = ['approve', 'edit', 'reject', 'respond'];

/**
 * Waits for a person, for seconds or days, without using anything. The update `onceward.approval.decide` answers it, from any
 * Temporal client; a decision that does not fit is refused before it reaches history.
 *
 * @throws ApprovalExpired when nobody answered in time and `onExpire` is 'fail'
 * @example
 * ```ts
 * const decision = await requestApproval({ id: 'publish', proposed: text, expires: '3d', onExpire: 'reject' });
 * if (decision.approved) await publish(decision.value);
 * ```
 */
export async function requestApproval<Value extends Json>(options: ApprovalOptions<Value>): Promise<Decision<Value>> {
  const where = `requestApproval(${options.id})`;
  checkOptions(where, options, OPTION_NAMES);
  const { id, title = id, subject, proposed, actions = DEFAULT_ACTIONS, expires, onExpire = 'fail' } = options;
  const expiresInMs = expires === undefined ? undefined : durationMs(expires, where, 'expires');
  const request: ApprovalRequest = {
    v: 1,
    id,
    title,
    quorum: 1,
    actions,
    ...(subject !== undefined && { subject }),
    ...(proposed !== undefined && { proposed }),
    ...(expiresInMs !== undefined && { expiresAt: new Date(Date.now() + expiresInMs).toISOString() }),
  };
  const approval = openApproval(request);
  try {
    const answered = (): boolean => approval.decision() !== undefined;
    if (expiresInMs === undefined) await condition(answered);
    else await condition(answered, expiresInMs);
    const decision = approval.decision() ?? expired(request, onExpire);
    log.info('Approval decided', { id, action: decision.action, by: decision.by });
    return { ...decision, value: valueOf(decision, proposed) };
  } finally {
    approval.close();
  }
}

function expired({ id, title }: ApprovalRequest, onExpire: 'approve' | 'reject' | 'fail'): ApprovalDecision {
  if (onExpire === 'fail') throw new ApprovalExpired({ id, title });
  return { v: 1, id, action: 'expired', approved: onExpire === 'approve', at: new Date(Date.now()).toISOString() };
}

function valueOf<Value extends Json>(decision: ApprovalDecision, proposed: Value | undefined): Value | undefined {
  // An edit is checked against a schema once approvals know schemas; until then its value has the type the person gave it.
  return decision.value === undefined ? proposed : (decision.value as Value);
}
