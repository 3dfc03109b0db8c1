import type { ApprovalAction, ApprovalItem, ApprovalRequest } from '../../shared/contract/approval.js';
import type { ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { Json } from '../../shared/contract/json.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import type { Duration } from '../../shared/options/duration.js';
import { assertSynchronous, toJsonSchema, type SynchronousSchema } from '../synchronous-schema.js';
import type { ApprovalNotice } from './notifier.js';

/** One of several things to decide about in one request. */
export interface ApprovalItemOptions {
  readonly id: string;
  /** @default id */
  readonly title?: string;
  readonly proposed?: Json;
  readonly schema?: SynchronousSchema;
}

export interface Escalation {
  /** How long after the request was opened. */
  readonly after: Duration;
  /** Who may answer from then on, beside those who may already. */
  readonly to: readonly string[];
}

export interface ApprovalOptions<Value extends Json> {
  /** Names the request within the run; whoever decides gives it back. */
  readonly id: string;
  /** What is asked, in a line. @default id */
  readonly title?: string;
  /** What it is about, for a person to look at. */
  readonly subject?: ArtifactReference;
  /** The value that `approve` accepts and `edit` replaces. */
  readonly proposed?: Value;
  /** What a value has to be, proposed or edited: any Standard Schema that answers synchronously. */
  readonly schema?: SynchronousSchema<Value>;
  /** Several things to decide about, each by itself, in place of one `proposed` value. */
  readonly items?: readonly ApprovalItemOptions[];
  /** @default all four */
  readonly actions?: readonly ApprovalAction[];
  /** Who may answer: names, and roles as `role:<name>`. @default whoever can reach the run */
  readonly approvers?: readonly string[];
  /** Who asked for it, and so may not answer. */
  readonly notRequester?: string;
  /** How many different people have to approve; one who rejects or responds decides alone. @default 1 */
  readonly quorum?: number;
  /** A durable function that tells people: once when the request opens, and again for reminders and escalations. The wait does not depend on it. */
  readonly notify?: (notice: ApprovalNotice) => Promise<unknown>;
  /** When to tell them again, counted from the opening, such as ['4h', '1d']. */
  readonly remind?: readonly Duration[];
  /** When to let others answer too. */
  readonly escalate?: readonly Escalation[];
  /** How long the run waits, such as '3d'. It costs nothing while it does. @default for ever */
  readonly expires?: Duration;
  /** What happens when nobody answered; `fallback` is approved in place of the proposed value. @default 'fail' */
  readonly onExpire?: 'approve' | 'reject' | 'fail' | { readonly fallback: Value };
  /** The tool call that it is about. */
  readonly toolCallId?: string;
}

/** Those that hold for each question of an agent or a graph, too. */
export const ASKING_OPTION_NAMES = [
  'title',
  'approvers',
  'notRequester',
  'quorum',
  'notify',
  'remind',
  'escalate',
  'expires',
  'onExpire',
] as const satisfies readonly (keyof ApprovalOptions<Json>)[];
const OPTION_NAMES: readonly (keyof ApprovalOptions<Json>)[] = [
  ...ASKING_OPTION_NAMES,
  'id',
  'subject',
  'proposed',
  'schema',
  'items',
  'actions',
  'toolCallId',
];
const ACTIONS: readonly ApprovalAction[] = ['approve', 'edit', 'reject', 'respond'];

/** @throws UnknownOption, InvalidOption */
export function checkApprovalOptions<Value extends Json>(where: string, options: ApprovalOptions<Value>): void {
  checkOptions(where, options, OPTION_NAMES);
  const { schema, proposed, items, actions = ACTIONS, approvers, quorum = 1, remind = [], notify } = options;
  const problem = (option: keyof ApprovalOptions<Value>, said: string, hint: string): InvalidOption =>
    new InvalidOption({ where, option, problem: said, hint });
  const unknown = actions.find((action) => !ACTIONS.includes(action));
  if (unknown !== undefined || actions.length === 0) {
    throw problem('actions', unknown === undefined ? 'is empty' : `has '${unknown}'`, `It takes some of ${ACTIONS.join(', ')}.`);
  }
  if (approvers?.length === 0) throw problem('approvers', 'is empty, so nobody could answer', 'Name who may answer, or leave it out.');
  if (!Number.isInteger(quorum) || quorum < 1) throw problem('quorum', `is ${quorum}`, 'Give how many people have to approve, 1 or more.');
  if (remind.length > 0 && notify === undefined) {
    throw problem('remind', 'reminds nobody', "Give 'notify', a durable function that tells people.");
  }
  if (schema !== undefined) assertSynchronous(schema, proposed, where);
  if (items !== undefined) checkItems(where, items, problem, options);
}

function checkItems<Value extends Json>(
  where: string,
  items: readonly ApprovalItemOptions[],
  problem: (option: 'items' | 'quorum' | 'proposed', said: string, hint: string) => InvalidOption,
  { quorum = 1, proposed }: ApprovalOptions<Value>,
): void {
  const ids = items.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (items.length === 0) throw problem('items', 'is empty', 'Give what is to be decided about.');
  if (twice !== undefined) throw problem('items', `has '${twice}' twice`, 'Give each item an id of its own.');
  if (proposed !== undefined) throw problem('proposed', "cannot stand beside 'items'", 'Give each item what is proposed for it.');
  if (quorum > 1) throw problem('quorum', "cannot be more than 1 beside 'items'", 'Ask once for each item, at the same time.');
  for (const { id, schema, proposed: itemProposed } of items) {
    checkOptions(`${where}, item '${id}'`, items.find((item) => item.id === id) ?? {}, ['id', 'title', 'proposed', 'schema']);
    if (schema !== undefined) assertSynchronous(schema, itemProposed, `${where}, item '${id}'`);
  }
}

/** The request as those who are asked see it. */
export function toApprovalRequest<Value extends Json>(options: ApprovalOptions<Value>, expiresAt: string | undefined): ApprovalRequest {
  const { id, title = id, subject, proposed, schema, items, actions = ACTIONS, approvers, notRequester, quorum = 1, toolCallId } = options;
  return {
    v: 1,
    id,
    title,
    quorum,
    actions,
    ...(subject !== undefined && { subject }),
    ...(proposed !== undefined && { proposed }),
    ...schemaMember(schema),
    ...(items !== undefined && { items: items.map(toItem) }),
    ...(approvers !== undefined && { approvers }),
    ...(notRequester !== undefined && { requester: notRequester }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(toolCallId !== undefined && { toolCallId }),
  };
}

function toItem({ id, title, proposed, schema }: ApprovalItemOptions): ApprovalItem {
  return { id, ...(title !== undefined && { title }), ...(proposed !== undefined && { proposed }), ...schemaMember(schema) };
}

function schemaMember(schema: SynchronousSchema | undefined): { readonly schema?: Json } {
  const jsonSchema = schema && toJsonSchema(schema);
  return jsonSchema === undefined ? {} : { schema: jsonSchema };
}
