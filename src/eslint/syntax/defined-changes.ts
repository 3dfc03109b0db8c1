import type { Rule, SourceCode } from 'eslint';
import type { Node, Program } from 'estree';
import { importedModule, parseModule } from './imported-module.js';
import { originOf, variableOf } from './origin-of.js';
import { withoutTypes } from './without-types.js';

/** Changes by id, each with its state where that stands there. */
export type DefinedChanges = ReadonlyMap<string, string | undefined>;

/** The changes that an expression stands for: defined in this file, or in one that it imports; undefined where that is not to be seen. */
export function definedChanges(context: Rule.RuleContext, expression: Node): DefinedChanges | undefined {
  const { sourceCode } = context;
  const node = withoutTypes(expression);
  const origin = originOf(sourceCode, node);
  if (origin !== undefined) {
    const module = importedModule(context, origin.module);
    const program = module && parseModule(context, module);
    return program === undefined ? undefined : changesIn(exportedValue(program, origin.name));
  }
  return node.type === 'Identifier' ? changesIn(initialValue(sourceCode, node)) : undefined;
}

function initialValue(sourceCode: SourceCode, node: Node & { type: 'Identifier' }): Node | undefined {
  const definition = variableOf(sourceCode, node)?.defs[0];
  return definition?.type === 'Variable' ? (definition.node.init ?? undefined) : undefined;
}

function exportedValue({ body }: Program, name: string): Node | undefined {
  const declarations = body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
    return declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
  });
  return declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)?.init ?? undefined;
}

function changesIn(value: Node | undefined): DefinedChanges | undefined {
  const call = value === undefined ? undefined : withoutTypes(value);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== 'defineChanges') return undefined;
  const [first] = call.arguments;
  const entries = first === undefined ? undefined : entriesOf(first);
  if (entries === undefined) return undefined;
  return new Map(entries.map(({ key, value: change }) => [key, stateOf(change)]));
}

function stateOf(change: Node): string | undefined {
  const state = entriesOf(change)?.find(({ key }) => key === 'state');
  const value = state === undefined ? undefined : withoutTypes(state.value);
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The entries of an object that stands there; undefined when one of them is not to be seen. */
function entriesOf(node: Node): readonly { readonly key: string; readonly value: Node }[] | undefined {
  const object = withoutTypes(node);
  if (object.type !== 'ObjectExpression') return undefined;
  const entries = object.properties.map((property) => {
    if (property.type !== 'Property' || property.computed) return undefined;
    const { key, value } = property;
    return { key: key.type === 'Identifier' ? key.name : String((key as { value?: unknown }).value), value: value as Node };
  });
  return entries.includes(undefined) ? undefined : entries.filter((entry) => entry !== undefined);
}
