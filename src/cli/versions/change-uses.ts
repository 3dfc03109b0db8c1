import { nodesOf, type ParsedSource, type SyntaxNode } from './parse-source.js';

/** A place in the source. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A call of `versioned`. */
export interface ChangeUse extends Place {
  /** Missing when it is no text that stands there. */
  readonly change?: string;
  /** Which paths it has; missing when they do not stand there. */
  readonly branches?: readonly string[];
}

/** What a file has to do with changes. */
export interface ChangeMentions {
  readonly uses: readonly ChangeUse[];
  /** Where each change is defined. */
  readonly definitions: readonly (Place & { readonly change: string })[];
  /** Calls of Temporal's own `patched` and `deprecatePatch`. */
  readonly patches: readonly (Place & { readonly patchId: string })[];
}

/** Finds the calls in a file by what it imports, under whatever name. */
export function changeMentions(source: ParsedSource): ChangeMentions {
  const names = importedNames(source.root);
  const uses: ChangeUse[] = [];
  const definitions: (Place & { readonly change: string })[] = [];
  const patches: (Place & { readonly patchId: string })[] = [];
  for (const node of nodesOf(source.root)) {
    if (node.type !== 'CallExpression') continue;
    const called = calledName(node['callee'] as SyntaxNode, names);
    if (called === undefined) continue;
    const at = (place: SyntaxNode): Place => ({ file: source.file, line: source.lineOf(place) });
    const [first, second, third] = (node['arguments'] as readonly { readonly expression: SyntaxNode }[]).map(
      ({ expression }) => expression,
    );
    if (called === 'onceward/workflow versioned') {
      uses.push({ ...at(node), change: textOf(second), branches: third === undefined ? undefined : keysOf(third)?.map(({ key }) => key) });
    } else if (called === 'onceward defineChanges') {
      for (const { key, node: property } of (first && keysOf(first)) ?? []) definitions.push({ ...at(property), change: key });
    } else {
      patches.push({ ...at(node), patchId: textOf(first) ?? '' });
    }
  }
  return { uses, definitions, patches };
}

const WANTED = new Set([
  'onceward/workflow versioned',
  'onceward defineChanges',
  '@temporalio/workflow patched',
  '@temporalio/workflow deprecatePatch',
]);

/** Local names, each with the module and the name that it stands for; of a whole module, with the name `*`. */
function importedNames(root: SyntaxNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of root['body'] as readonly SyntaxNode[]) {
    if (node.type !== 'ImportDeclaration') continue;
    const module = valueOf(node['source'] as SyntaxNode);
    for (const specifier of node['specifiers'] as readonly SyntaxNode[]) {
      const local = valueOf(specifier['local'] as SyntaxNode);
      const imported = (specifier['imported'] ?? specifier['local']) as SyntaxNode;
      names.set(local, `${module} ${specifier.type === 'ImportNamespaceSpecifier' ? '*' : valueOf(imported)}`);
    }
  }
  return names;
}

/** The module and name of a function that is called, when it is one we look for. */
function calledName(callee: SyntaxNode, names: ReadonlyMap<string, string>): string | undefined {
  const isMember = callee.type === 'MemberExpression';
  const known = names.get(valueOf((isMember ? callee['object'] : callee) as SyntaxNode));
  const called = isMember ? known?.replace('*', valueOf(callee['property'] as SyntaxNode)) : known;
  return called !== undefined && WANTED.has(called) ? called : undefined;
}

function keysOf(node: SyntaxNode): readonly { readonly key: string; readonly node: SyntaxNode }[] | undefined {
  const inner = /^Ts(?:As|Satisfies|Const)/.test(node.type) ? (node['expression'] as SyntaxNode) : node;
  if (inner.type !== 'ObjectExpression') return undefined;
  const keys = (inner['properties'] as readonly SyntaxNode[]).map((property) => {
    const key = property.type === 'Identifier' ? property : (property['key'] as SyntaxNode | undefined);
    return key === undefined ? undefined : { key: valueOf(key), node: key };
  });
  // Spread: what it has does not stand here.
  return keys.includes(undefined) ? undefined : keys.filter((key) => key !== undefined);
}

function textOf(node: SyntaxNode | undefined): string | undefined {
  return node?.type === 'StringLiteral' ? valueOf(node) : undefined;
}

function valueOf({ value }: SyntaxNode): string {
  return typeof value === 'string' ? value : '';
}
