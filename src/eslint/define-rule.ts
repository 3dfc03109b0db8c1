import type { Rule } from 'eslint';
import { definesDurables } from './syntax/defines-durables.js';

/** The rules of this package, in its documentation. */
const DOCS = 'https://unpkg.com/onceward/docs/eslint.md';

export interface RuleDefinition {
  readonly name: string;
  /** What it reports, for lists of rules. */
  readonly description: string;
  /** Each ends with the durable way. */
  readonly messages: Readonly<Record<string, string>>;
  readonly schema?: Rule.RuleMetaData['schema'];
  /** A durable module may stand among workflow files: its code runs in Node, so no rule of workflow code is for it. @default false */
  readonly appliesToDurableModules?: boolean;
  create(context: Rule.RuleContext): Rule.RuleListener;
}

/** A rule for workflow files. */
export function defineRule(definition: RuleDefinition): Rule.RuleModule {
  const { name, description, messages, schema = [], appliesToDurableModules = false } = definition;
  return {
    meta: { type: 'problem', docs: { description, url: `${DOCS}#${name}` }, messages: { ...messages }, schema },
    create: (context) => (!appliesToDurableModules && definesDurables(context.sourceCode.text) ? {} : definition.create(context)),
  };
}
