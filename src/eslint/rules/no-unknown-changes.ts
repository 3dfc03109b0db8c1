import { nearestName } from '../../shared/options/nearest-name.js';
import { defineRule } from '../define-rule.js';
import { definedChanges } from '../syntax/defined-changes.js';
import { originOf } from '../syntax/origin-of.js';
import { withoutTypes } from '../syntax/without-types.js';

export const noUnknownChanges = defineRule({
  name: 'no-unknown-changes',
  description: 'The id of a change stands where it is used, and is defined',
  messages: {
    hidden:
      'The id of the change is no text that stands here, so neither people nor `onceward versions check` find its uses. Write it here.',
    unknown: "The change '{{ id }}' is not defined. {{ instead }}",
    removed: "The change '{{ id }}' is removed. Call the code of its new path directly.",
  },
  create(context) {
    return {
      CallExpression({ callee, arguments: [changes, idNode] }) {
        const origin = originOf(context.sourceCode, callee);
        if (origin?.module !== 'onceward/workflow' || origin.name !== 'versioned') return;
        if (changes === undefined || idNode === undefined) return;
        const id = withoutTypes(idNode);
        if (id.type !== 'Literal' || typeof id.value !== 'string') {
          context.report({ node: idNode, messageId: 'hidden' });
          return;
        }
        const defined = definedChanges(context, changes);
        if (defined === undefined) return;
        const data = { id: id.value, instead: insteadOf(id.value, [...defined.keys()]) };
        if (!defined.has(id.value)) context.report({ node: idNode, messageId: 'unknown', data });
        else if (defined.get(id.value) === 'removed') context.report({ node: idNode, messageId: 'removed', data });
      },
    };
  },
});

function insteadOf(id: string, known: readonly string[]): string {
  const near = nearestName(id, known);
  return near === undefined ? 'Add it to defineChanges({ … }).' : `Did you mean '${near}'?`;
}
