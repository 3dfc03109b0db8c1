import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import { TOOL_APPROVAL_NAMES } from '../../shared/contract/tool-approval.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';

/**
 * @param ownParts what the thing itself states; a part of kind `policy` is an approval of its framework's
 * @throws InvalidOption, UnknownOption
 */
export function checkApproval(
  where: string,
  kind: ActivityKind,
  { options: { approval }, origin }: DurableTag,
  ownParts: Readonly<Record<string, { readonly kind?: ActivityKind }>>,
): void {
  if (approval === undefined) return;
  const option = 'approval';
  if (kind !== 'tool' || origin.type === 'remote') {
    const hint = 'Call requestApproval() in the workflow, before the step.';
    throw new InvalidOption({
      where,
      option,
      problem: `is for tools, and this is ${origin.type === 'remote' ? 'remote' : `a ${kind}`}`,
      hint,
    });
  }
  if (Object.values(ownParts).some((part) => part.kind === 'policy')) {
    const hint = 'Keep one of them.';
    throw new InvalidOption({ where, option, problem: "stands beside an approval of the tool's own, such as needsApproval", hint });
  }
  if (typeof approval === 'boolean' || typeof approval === 'function') return;
  if (typeof approval === 'object') return checkOptions(`${where}, approval`, approval, TOOL_APPROVAL_NAMES);
  const hint = 'Give true, how people are asked, or a function of the input that says one of these.';
  throw new InvalidOption({ where, option, problem: `is ${JSON.stringify(approval)}`, hint });
}
