import type { ApprovalAction } from '../../../../src/shared/contract/approval.js';
import type { Json } from '../../../../src/shared/contract/json.js';
import { InvalidOption } from '../../../../src/shared/errors/invalid-option.js';
import { requestApproval, type Decision } from '../../../../src/workflow/approval/request-approval.js';
import { argumentsSchema, type ArgumentsSchema } from './arguments-schema.js';
import type { AskingOptions } from '../../../../src/workflow/approval/asking-options.js';
import { nextApprovalId } from '../../../../src/workflow/approval/next-approval-id.js';

/** What LangChain's `humanInTheLoopMiddleware` interrupts with: the calls of one turn that a person has to see. */
interface Review {
  readonly actionRequests: readonly ToolCall[];
  readonly reviewConfigs: readonly ReviewConfig[];
}

interface ToolCall {
  readonly name: string;
  readonly args: { readonly [name: string]: Json };
  readonly description?: string;
}

interface ReviewConfig {
  readonly allowedDecisions: readonly string[];
  readonly argsSchema?: ArgumentsSchema;
}

export interface Asking extends AskingOptions {
  /** What a tool of this name states of its arguments, where that is known. */
  readonly schemaOf: (tool: string) => ArgumentsSchema | undefined;
}

/** What the middleware takes for each of them. */
type Verdict =
  | { readonly type: 'approve' }
  | { readonly type: 'edit'; readonly editedAction: { readonly name: string; readonly args: unknown } }
  | { readonly type: 'reject'; readonly message?: string };

/** By its shape, as LangGraph does not know it. */
export function isReview(value: unknown): value is Review {
  if (typeof value !== 'object' || value === null || !('actionRequests' in value) || !('reviewConfigs' in value)) return false;
  return Array.isArray(value.actionRequests) && Array.isArray(value.reviewConfigs);
}

/** Asks a person about each call, about all at once, and gives what the middleware takes. */
export function decisionsFor({ actionRequests, reviewConfigs }: Review, options: Asking): Promise<Verdict[]> {
  return Promise.all(actionRequests.map((call, index) => verdictOn(call, reviewConfigs[index], options)));
}

async function verdictOn(call: ToolCall, config: ReviewConfig | undefined, { title, schemaOf, ...options }: Asking): Promise<Verdict> {
  const actions = actionsOf(config?.allowedDecisions ?? []);
  const schema = config?.argsSchema ?? schemaOf(call.name);
  assertTakes(actions, call, options);
  const decision = await requestApproval({
    id: nextApprovalId(call.name),
    title: title?.(call) ?? titleOf(call),
    proposed: call.args,
    actions,
    ...(schema !== undefined && { schema: argumentsSchema(schema, call.args) }),
    ...options,
  });
  return toVerdict(decision, call);
}

/** To answer in words is to reject with a message, which the model gets in place of the tool's result. */
function actionsOf(allowed: readonly string[]): ApprovalAction[] {
  const own = (['approve', 'edit', 'reject'] as const).filter((action) => allowed.includes(action));
  return own.includes('reject') ? [...own, 'respond'] : own;
}

function assertTakes(actions: readonly ApprovalAction[], { name }: ToolCall, { onExpire }: AskingOptions): void {
  if (onExpire === undefined || onExpire === 'fail' || actions.includes(onExpire)) return;
  const hint = `Allow it in 'interruptOn' of humanInTheLoopMiddleware, or state another.`;
  throw new InvalidOption({
    where: 'runWithApprovals()',
    option: 'onExpire',
    problem: `is '${onExpire}', which ${name} does not take`,
    hint,
  });
}

function titleOf({ name, description = '' }: ToolCall): string {
  const [about = ''] = description.split('\n');
  return about === '' ? name : `${name}: ${about}`;
}

function toVerdict({ action, approved, value, reason }: Decision<Json>, { name }: ToolCall): Verdict {
  if (action === 'edit') return { type: 'edit', editedAction: { name, args: value } };
  if (approved) return { type: 'approve' };
  const message = action === 'respond' ? textOf(value, reason) : action === 'expired' ? `Nobody allowed ${name} in time.` : reason;
  return { type: 'reject', ...(message !== undefined && { message }) };
}

function textOf(value: Json | undefined, reason: string | undefined): string | undefined {
  if (value === undefined) return reason;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
