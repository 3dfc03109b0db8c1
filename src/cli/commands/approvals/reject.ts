import { defineCommand } from '../../grammar/define-command.js';
import { DECISION_ARGUMENTS, DECISION_OPTIONS, decideApproval } from './decide-approval.js';

export const reject = defineCommand({
  path: ['approvals', 'reject'],
  summary: 'Says no',
  arguments: DECISION_ARGUMENTS,
  options: DECISION_OPTIONS,
  run: ({ arguments: { workflowId, id }, options: { reason, by, role, plugin } }) =>
    decideApproval({ workflowId, id, action: 'reject', reason, by, role, plugin }),
});
