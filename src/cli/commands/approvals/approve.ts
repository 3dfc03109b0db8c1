import { defineCommand } from '../../grammar/define-command.js';
import { DECISION_ARGUMENTS, DECISION_OPTIONS, ITEMS_OPTION, decideApproval } from './decide-approval.js';

export const approve = defineCommand({
  path: ['approvals', 'approve'],
  summary: 'Says yes to what is proposed',
  arguments: DECISION_ARGUMENTS,
  options: { ...ITEMS_OPTION, ...DECISION_OPTIONS },
  run: ({ arguments: { workflowId, id }, options: { items, reason, by, role, plugin } }) =>
    decideApproval({ workflowId, id, action: 'approve', items, reason, by, role, plugin }),
});
