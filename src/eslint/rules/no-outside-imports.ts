import type { Node } from 'estree';
import { defineRule } from '../define-rule.js';
import { outsideModule } from '../outside-modules.js';

export const noOutsideImports = defineRule({
  name: 'no-outside-imports',
  description: 'Workflow code imports nothing that needs Node, the network or a database',
  messages: { outside: "'{{ module }}' {{ problem }} {{ instead }} For types only, write `import type`." },
  create(context) {
    const check = (source: Node | null | undefined): void => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const outside = outsideModule(source.value);
      if (outside !== undefined) context.report({ node: source, messageId: 'outside', data: { module: source.value, ...outside } });
    };
    return {
      ImportDeclaration(node) {
        if (!isOfTypes(node, 'importKind')) check(node.source);
      },
      ExportNamedDeclaration(node) {
        if (!isOfTypes(node, 'exportKind')) check(node.source);
      },
      ExportAllDeclaration(node) {
        if (!isOfTypes(node, 'exportKind')) check(node.source);
      },
      ImportExpression: ({ source }) => check(source),
    };
  },
});

/** `import type` and `import { type Pool }`, of TypeScript. */
function isOfTypes(node: Node, kind: 'importKind' | 'exportKind'): boolean {
  const { specifiers = [], ...declaration } = node as unknown as Record<typeof kind, string> & {
    specifiers?: readonly Record<typeof kind, string>[];
  };
  return declaration[kind] === 'type' || (specifiers.length > 0 && specifiers.every((specifier) => specifier[kind] === 'type'));
}
