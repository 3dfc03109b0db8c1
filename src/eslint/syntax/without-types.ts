import type { Node } from 'estree';

/** What TypeScript wraps an expression in, and what only groups it. */
const WRAPPERS = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'ChainExpression'];

/** An expression as it is without `as`, `satisfies` and `!`. */
export function withoutTypes(node: Node): Node {
  const { type, expression } = node as unknown as { type: string; expression: Node };
  return WRAPPERS.includes(type) ? withoutTypes(expression) : node;
}
