import { defineCommand } from '../../grammar/define-command.js';
import { DECISION_ARGUMENTS, DECISION_OPTIONS, decideApproval, parseValue } from './decide-approval.js';

export const respond = defineCommand({
  path: ['approvals', 'respond'],
  summary: 'Answers without a yes or a no',
  arguments: DECISION_ARGUMENTS,
  options: { value: { type: 'string', value: 'json', required: true, summary: 'The answer, as JSON' }, ...DECISION_OPTIONS },
  run: ({ arguments: { workflowId, id }, options: { value, reason, by, role, plugin } }) =>
    decideApproval({ workflowId, id, action: 'respond', value: parseValue(value), reason, by, role, plugin }),
});
