import type { Json } from '../../../../src/shared/contract/json.js';
import { toRichJson } from '../../../../src/shared/encoding/rich-json.js';
import { requestApproval, type Decision } from '../../../../src/workflow/approval/request-approval.js';
import type { AskingOptions } from '../../../../src/workflow/approval/asking-options.js';
import { nextApprovalId } from '../../../../src/workflow/approval/next-approval-id.js';

const KIND = 'interrupt';

/** Asks a person what a graph was interrupted to ask, and gives what `interrupt` returns. */
export async function answerFor(value: unknown, { title, ...options }: AskingOptions): Promise<unknown> {
  const decision = await requestApproval<Json>({
    id: nextApprovalId(KIND),
    title: title?.(value) ?? (typeof value === 'string' ? value : KIND),
    proposed: toRichJson(value),
    actions: ['approve', 'reject', 'respond'],
    ...options,
  });
  return decision.action === 'respond' ? wordsOf(decision) : decision.approved;
}

/** Who answers with a reason alone has answered. */
function wordsOf({ value, reason }: Decision<Json>): unknown {
  return value ?? reason ?? null;
}
