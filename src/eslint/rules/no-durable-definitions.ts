import { defineRule } from '../define-rule.js';
import { originOf } from '../syntax/origin-of.js';

export const noDurableDefinitions = defineRule({
  name: 'no-durable-definitions',
  description: 'Durable things are defined in modules of their own, not in workflow files',
  messages: {
    inWorkflow:
      'What is made durable here runs as workflow code when a workflow of this file calls it, not as an activity. Define it in a module ' +
      'without workflows, give that to the plugin, and import it from there.',
  },
  appliesToDurableModules: true,
  create(context) {
    return {
      CallExpression(node) {
        const origin = originOf(context.sourceCode, node.callee);
        if (origin?.module === 'onceward' && origin.name === 'durableModule') context.report({ node, messageId: 'inWorkflow' });
      },
    };
  },
});
