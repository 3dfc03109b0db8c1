import { defineCommand } from '../../grammar/define-command.js';
import { DECISION_ARGUMENTS, DECISION_OPTIONS, decideApproval, parseValue } from './decide-approval.js';

export const edit = defineCommand({
  path: ['approvals', 'edit'],
  summary: 'Says yes to another value',
  arguments: DECISION_ARGUMENTS,
  options: { value: { type: 'string', value: 'json', required: true, summary: 'The value to go on with, as JSON' }, ...DECISION_OPTIONS },
  run: ({ arguments: { workflowId, id }, options: { value, reason, by, role, plugin } }) =>
    decideApproval({ workflowId, id, action: 'edit', value: parseValue(value), reason, by, role, plugin }),
});
