import type { Scope } from 'eslint';
import type { Node } from 'estree';
import { insteadOfGlobal } from '../../shared/outside/outside-globals.js';
import { defineRule } from '../define-rule.js';

/** What workflow code has another one of than Node: the part that is not there. */
const SUBTLE = 'Random ids may come from crypto.randomUUID(). Hashes, signatures and keys belong into a durable function.';

export const noOutsideGlobals = defineRule({
  name: 'no-outside-globals',
  description: 'Workflow code uses no global that only Node or a browser has',
  messages: { outside: '{{ name }} is not there in workflow code. {{ instead }}' },
  create(context) {
    const report = (node: Node, name: string, instead: string | undefined): void => {
      if (instead !== undefined) context.report({ node, messageId: 'outside', data: { name, instead } });
    };
    return {
      'Program:exit'(program) {
        for (const { identifier } of globalReferences(context.sourceCode.getScope(program))) {
          if (identifier.type !== 'Identifier') continue;
          const { name } = identifier;
          const { parent } = identifier as unknown as { readonly parent: Node };
          // Asking whether it is there is what portable code does.
          if ((parent.type as string) === 'TSTypeQuery' || (parent.type === 'UnaryExpression' && parent.operator === 'typeof')) continue;
          const member = parent.type === 'MemberExpression' && parent.object === identifier ? nameOf(parent.property) : undefined;
          if (name === 'globalThis' && member !== undefined) report(parent, `globalThis.${member}`, insteadOfGlobal(member));
          else if (name === 'crypto' && member === 'subtle') report(parent, 'crypto.subtle', SUBTLE);
          else report(identifier, name, insteadOfGlobal(name));
        }
      },
    };
  },
});

function nameOf(property: Node): string | undefined {
  if (property.type === 'Identifier') return property.name;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
}

/** Uses of names that nothing in the file defines. Types are none. */
function globalReferences(scope: Scope.Scope): readonly Scope.Reference[] {
  const configured = scope.variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
  return [...new Set([...configured, ...scope.through])].filter(
    (reference) => (reference as { isTypeReference?: boolean }).isTypeReference !== true,
  );
}
