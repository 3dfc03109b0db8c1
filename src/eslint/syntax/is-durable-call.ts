import type { Rule } from 'eslint';
import type { Node } from 'estree';
import { definesDurables } from './defines-durables.js';
import { importedModule } from './imported-module.js';
import { originOf, variableOf, type Origin } from './origin-of.js';
import { withoutTypes } from './without-types.js';

/** Functions for workflow code that do something durable when they are called. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  'onceward/workflow': ['conversation', 'gather', 'pinConfig', 'requestApproval', 'saga', 'waitForEvent', 'waitForJob'],
  '@temporalio/workflow': ['condition', 'executeChild', 'sleep', 'startChild'],
};

/** Functions for workflow code that give something durable, to be called. */
const MAKERS: Readonly<Record<string, readonly string[]>> = {
  'onceward/workflow': ['proxyDurable', 'proxyTool', 'withOptions'],
  '@temporalio/workflow': ['proxyActivities', 'proxyLocalActivities'],
};

type Call = Node & { type: 'CallExpression' };

/** Whether a call does something that the run's history has: of a step, of a timer, of a child. Known by what is imported, without types. */
export function isDurableCall(context: Rule.RuleContext, call: Call): boolean {
  const { root, calls } = rootOf(call);
  const origin = originOf(context.sourceCode, root) ?? originOfWhole(context, root);
  if (origin !== undefined) return isCall(context, origin) || (isMaker(origin) && calls > 1);
  return isMadeDurable(context, root);
}

/** What a chain of calls and members begins with. A member of a whole module that was imported counts as a name of its own. */
function rootOf(call: Call): { readonly root: Node; readonly calls: number } {
  let calls = 0;
  let node: Node = call;
  for (;;) {
    node = withoutTypes(node);
    if (node.type === 'CallExpression') {
      calls += 1;
      node = node.callee;
    } else if (node.type === 'MemberExpression' && withoutTypes(node.object).type !== 'Identifier') node = node.object;
    else return { root: node, calls };
  }
}

/** Of `tools.write`, where `tools` was imported by itself. */
function originOfWhole({ sourceCode }: Rule.RuleContext, root: Node): Origin | undefined {
  return root.type === 'MemberExpression' ? originOf(sourceCode, root.object) : undefined;
}

function isCall(context: Rule.RuleContext, { module, name }: Origin): boolean {
  if (CALLS[module]?.includes(name) === true) return true;
  const imported = importedModule(context, module);
  return imported !== undefined && definesDurables(imported.text);
}

function isMaker({ module, name }: Origin): boolean {
  return MAKERS[module]?.includes(name) === true;
}

/** Of a constant that withOptions or a proxy gave. */
function isMadeDurable({ sourceCode }: Rule.RuleContext, root: Node): boolean {
  const object = root.type === 'MemberExpression' ? withoutTypes(root.object) : root;
  const definition = object.type === 'Identifier' ? variableOf(sourceCode, object)?.defs[0] : undefined;
  const made = definition?.type === 'Variable' && definition.node.init ? withoutTypes(definition.node.init) : undefined;
  const origin = made?.type === 'CallExpression' ? originOf(sourceCode, made.callee) : undefined;
  return origin !== undefined && isMaker(origin);
}
