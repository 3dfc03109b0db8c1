import type { ModelMessage, ToolApprovalResponse } from 'ai';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { Json } from '../../../src/shared/contract/json.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import { ASKING_OPTION_NAMES } from '../../../src/workflow/approval/approval-options.js';
import type { AskingOptions } from '../../../src/workflow/approval/asking-options.js';
import { nextApprovalId } from '../../../src/workflow/approval/next-approval-id.js';
import { requestApproval } from '../../../src/workflow/approval/request-approval.js';

/** A `ToolLoopAgent`, or `{ generate: (options) => generateText({ model, tools, ...options }) }`. */
interface Agent<Result> {
  generate(options: { messages: ModelMessage[] }): PromiseLike<Result>;
}

interface Generated {
  readonly content: readonly { readonly type: string }[];
  readonly responseMessages: readonly ModelMessage[];
}

interface ApprovalRequestPart {
  readonly approvalId: string;
  readonly toolCall: { readonly toolCallId: string; readonly toolName: string; readonly input: unknown };
}

/**
 * Lets an agent go on whenever it ends because a tool's `needsApproval`, or `toolApproval`, asks for a person. Each question becomes an approval like
 * one of `requestApproval` (`payBack-1`), answered from any client or `onceward approvals`, at once where there are several. Waiting costs nothing.
 * The reason of a rejection is what the model is told.
 *
 * For tools of your own `durable(tool, { approval })` asks within the loop, which needs none of this, and takes an edited input too.
 *
 * @param prompt what `generate` takes: a text, or messages
 * @returns what the last `generate` gave
 * @throws UnknownOption, InvalidOption; ApprovalExpired when nobody answered in time and `onExpire` is 'fail'
 * @example
 * ```ts
 * const { text } = await runWithApprovals(agent, { prompt }, { approvers: ['role:support'], expires: '3d' });
 * ```
 */
export async function runWithApprovals<Result extends Generated>(
  agent: Agent<Result>,
  { prompt, messages: sent = [] }: { readonly prompt?: string; readonly messages?: readonly ModelMessage[] },
  options: AskingOptions = {},
): Promise<Result> {
  checkOptions('runWithApprovals()', options, ASKING_OPTION_NAMES);
  const messages: ModelMessage[] = [...sent, ...(prompt === undefined ? [] : [{ role: 'user' as const, content: prompt }])];
  for (;;) {
    const result = await agent.generate({ messages: [...messages] });
    const requests = result.content.filter(isForAPerson);
    if (requests.length === 0) return result;
    messages.push(...result.responseMessages, {
      role: 'tool',
      content: await Promise.all(requests.map((part) => answerTo(part, options))),
    });
  }
}

/** What a function of the user's decided by itself has its answer already. */
function isForAPerson(part: { readonly type: string }): part is ApprovalRequestPart & { readonly type: string } {
  return part.type === 'tool-approval-request' && !('isAutomatic' in part && part.isAutomatic === true);
}

async function answerTo(
  { approvalId, toolCall }: ApprovalRequestPart,
  { title, ...options }: AskingOptions,
): Promise<ToolApprovalResponse> {
  const { toolName, toolCallId, input } = toolCall;
  const { approved, action, reason, value } = await requestApproval<Json>({
    ...options,
    title: title?.(toolCall) ?? `Call ${toolName}?`,
    id: nextApprovalId(toolName),
    proposed: toRichJson(input),
    actions: ['approve', 'reject', 'respond'],
    toolCallId,
  });
  const words = action === 'expired' ? 'Nobody allowed it in time.' : action === 'respond' && typeof value === 'string' ? value : reason;
  return { type: 'tool-approval-response', approvalId, approved, ...(words !== undefined && { reason: words }) };
}
