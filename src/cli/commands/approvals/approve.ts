import { defineCommand } from '../../grammar/define-command.js';
import { DECISION_ARGUMENTS, DECISION_OPTIONS, decideApproval } from './decide-approval.js';

export const approve = defineCommand({
  path: ['approvals', 'approve'],
  summary: 'Says yes to what is proposed',
  arguments: DECISION_ARGUMENTS,
  options: DECISION_OPTIONS,
  run: ({ arguments: { workflowId, id }, options: { reason, by, plugin } }) =>
    decideApproval({ workflowId, id, action: 'approve', reason, by, plugin }),
});
