import type { Scope, SourceCode } from 'eslint';
import type { Identifier, Node } from 'estree';
import { withoutTypes } from './without-types.js';

/** What a name stands for that was imported: a module, and the name there; `*` is the whole of it. */
export interface Origin {
  readonly module: string;
  readonly name: string;
}

/** The variable that a name stands for where it is used. */
export function variableOf(sourceCode: SourceCode, identifier: Identifier): Scope.Variable | undefined {
  let scope: Scope.Scope | null = sourceCode.getScope(identifier);
  while (scope !== null) {
    const variable = scope.set.get(identifier.name);
    if (variable !== undefined) return variable;
    scope = scope.upper;
  }
  return undefined;
}

/** Where a function or value comes from, under whatever local name; undefined for what was not imported. */
export function originOf(sourceCode: SourceCode, expression: Node): Origin | undefined {
  const node = withoutTypes(expression);
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') {
    const whole = originOf(sourceCode, node.object);
    return whole?.name === '*' ? { module: whole.module, name: node.property.name } : undefined;
  }
  if (node.type !== 'Identifier') return undefined;
  const definition = variableOf(sourceCode, node)?.defs[0];
  if (definition?.type !== 'ImportBinding' || definition.parent.type !== 'ImportDeclaration') return undefined;
  return { module: String(definition.parent.source.value), name: importedName(definition.node) };
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  if (specifier.type !== 'ImportSpecifier') return 'default';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value);
}
