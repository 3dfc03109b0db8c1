import type { Node } from 'estree';
import { LOST_CALL } from '../../shared/outside/lost-call.js';
import { defineRule } from '../define-rule.js';
import { isDurableCall } from '../syntax/is-durable-call.js';
import { withoutTypes } from '../syntax/without-types.js';

export const noFloatingDurables = defineRule({
  name: 'no-floating-durables',
  description: 'Somebody waits for each call of a step, timer or child workflow',
  messages: {
    floating: `Nobody waits for this call: when the run ends before it, ${LOST_CALL}.`,
    forEach:
      'forEach waits for nothing that it calls. Write `for (const … of …)` with await, or gather(…) of onceward/workflow for several at once.',
  },
  schema: [
    {
      type: 'object',
      // Where types are known, another rule sees the rest.
      properties: { onlyHandled: { type: 'boolean', description: 'Report only calls with a handler of errors, such as .catch(…)' } },
      additionalProperties: false,
    },
  ],
  create(context) {
    const [{ onlyHandled = false } = {}] = context.options as readonly { readonly onlyHandled?: boolean }[];
    return {
      ExpressionStatement({ expression }) {
        for (const call of droppedCalls(expression)) {
          if (onlyHandled && !hasHandler(call)) continue;
          if (isDurableCall(context, call)) context.report({ node: call, messageId: 'floating' });
          else if (!onlyHandled && isAsyncForEach(call)) context.report({ node: call, messageId: 'forEach' });
        }
      },
    };
  },
});

type Call = Node & { type: 'CallExpression' };

/** The calls whose result a statement drops, in whatever they stand. */
function droppedCalls(expression: Node): readonly Call[] {
  const node = withoutTypes(expression);
  if (node.type === 'CallExpression') return [node];
  if (node.type === 'UnaryExpression' && node.operator === 'void') return droppedCalls(node.argument);
  if (node.type === 'LogicalExpression') return droppedCalls(node.right);
  if (node.type === 'ConditionalExpression') return [...droppedCalls(node.consequent), ...droppedCalls(node.alternate)];
  return node.type === 'SequenceExpression' ? node.expressions.flatMap(droppedCalls) : [];
}

/** Typed rules take a promise with a handler for one that was dealt with; the call itself goes on all the same. */
function hasHandler({ callee, arguments: given }: Call): boolean {
  const name = memberOf(callee);
  return name === 'catch' || name === 'finally' || (name === 'then' && given.length > 1);
}

function isAsyncForEach({ callee, arguments: [callback] }: Call): boolean {
  const isFunction = callback?.type === 'ArrowFunctionExpression' || callback?.type === 'FunctionExpression';
  return memberOf(callee) === 'forEach' && isFunction && callback.async === true;
}

function memberOf(callee: Node): string | undefined {
  const member = withoutTypes(callee);
  return member.type === 'MemberExpression' && member.property.type === 'Identifier' ? member.property.name : undefined;
}
