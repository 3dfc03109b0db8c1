import type { Node } from 'estree';
import { defineRule } from '../define-rule.js';

const PATCHES: Readonly<Record<string, string>> = {
  patched: 'Use versioned(changes, id, { before, after }) of onceward/workflow.',
  deprecatePatch: "Set `state: 'deprecated'` in defineChanges(…), and leave `before` out.",
};

export const noRawPatches = defineRule({
  name: 'no-raw-patches',
  description: "Changes go through versioned, not through Temporal's patched and deprecatePatch",
  messages: { raw: '{{ name }} has no record of which runs still need it, and no way to be held back. {{ instead }}' },
  create(context) {
    return {
      ImportDeclaration({ source, specifiers }) {
        if (source.value !== '@temporalio/workflow') return;
        for (const specifier of specifiers) {
          if (specifier.type === 'ImportDefaultSpecifier') continue;
          if (specifier.type === 'ImportNamespaceSpecifier') {
            for (const { references } of context.sourceCode.getDeclaredVariables(specifier)) references.forEach(checkMember);
          } else if (specifier.imported.type === 'Identifier') report(specifier, specifier.imported.name);
        }
      },
    };

    function checkMember({ identifier }: { identifier: object }): void {
      const { parent } = identifier as { readonly parent: Node };
      if (parent.type === 'MemberExpression' && parent.property.type === 'Identifier') report(parent.property, parent.property.name);
    }

    function report(node: Node, name: string): void {
      if (Object.hasOwn(PATCHES, name)) context.report({ node, messageId: 'raw', data: { name, instead: PATCHES[name] ?? '' } });
    }
  },
});
