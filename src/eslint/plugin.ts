import type { ESLint, Linter } from 'eslint';
import { noDurableDefinitions } from './rules/no-durable-definitions.js';
import { noFloatingDurables } from './rules/no-floating-durables.js';
import { noImplicitPlace } from './rules/no-implicit-place.js';
import { noOutsideGlobals } from './rules/no-outside-globals.js';
import { noOutsideImports } from './rules/no-outside-imports.js';
import { noRawPatches } from './rules/no-raw-patches.js';
import { noUnknownChanges } from './rules/no-unknown-changes.js';

const rules = {
  'no-durable-definitions': noDurableDefinitions,
  'no-floating-durables': noFloatingDurables,
  'no-implicit-place': noImplicitPlace,
  'no-outside-globals': noOutsideGlobals,
  'no-outside-imports': noOutsideImports,
  'no-raw-patches': noRawPatches,
  'no-unknown-changes': noUnknownChanges,
};

/** What ESLint and the linters that take its plugins load: rules for workflow files, and two configurations of them. */
export interface OncewardPlugin extends ESLint.Plugin {
  readonly rules: typeof rules;
  readonly configs: {
    /** For files of workflows, with or without types. */
    readonly workflows: Linter.Config;
    /** The same where `typescript-eslint` lints with types: promises that nobody awaits are then seen by their type, too. */
    readonly workflowsTypeChecked: Linter.Config;
  };
}

const WORKFLOWS: Linter.RulesRecord = {
  'onceward/no-durable-definitions': 'error',
  'onceward/no-floating-durables': 'error',
  // What it reports is the same on each replay; it may be another than the author meant.
  'onceward/no-implicit-place': 'warn',
  'onceward/no-outside-globals': 'error',
  'onceward/no-outside-imports': 'error',
  'onceward/no-raw-patches': 'error',
  'onceward/no-unknown-changes': 'error',
};

const base: ESLint.Plugin & Pick<OncewardPlugin, 'rules'> = { meta: { name: 'onceward', namespace: 'onceward' }, rules };
const plugins = { onceward: base };

export const plugin: OncewardPlugin = Object.assign(base, {
  configs: {
    workflows: { name: 'onceward/workflows', plugins, rules: WORKFLOWS },
    workflowsTypeChecked: {
      name: 'onceward/workflows-type-checked',
      plugins,
      rules: {
        ...WORKFLOWS,
        'onceward/no-floating-durables': ['error', { onlyHandled: true }],
        // In a workflow `void` drops the call like leaving it away does.
        '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
        '@typescript-eslint/no-misused-promises': 'error',
      },
    },
  },
} satisfies Pick<OncewardPlugin, 'configs'>);
