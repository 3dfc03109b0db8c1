import type { ToolApproval } from '../../shared/contract/tool-approval.js';
import type { DurableOptions } from '../../shared/durable/durable-options.js';
import { fromRichJson } from '../../shared/encoding/rich-json.js';
import { APPROVAL_PART } from '../../shared/steps/durable-entry.js';
import type { ResolvedPart } from './resolve-kind.js';

/** The activity `policy.<id>`, for a thing whose approval is decided by code: that stays where it was written. */
export function approvalPart({ approval }: DurableOptions<never>): Readonly<Record<string, ResolvedPart>> {
  if (typeof approval !== 'function') return {};
  const perform: ResolvedPart['perform'] = async ({ input: [input = null], context: { run, toolCallId } }) => {
    return approval(fromRichJson(input) as never, { run, ...(toolCallId !== undefined && { toolCallId }) });
  };
  return { [APPROVAL_PART]: { kind: 'policy', perform } };
}

/** What the workflow knows of an approval that is the same for each call. */
export function approvalMember({ approval }: DurableOptions<never>): { readonly approval?: ToolApproval } {
  if (approval === undefined || approval === false || typeof approval === 'function') return {};
  return { approval: approval === true ? {} : approval };
}
