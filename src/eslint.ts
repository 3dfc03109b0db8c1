/** The entry `onceward/eslint`: a plugin for ESLint, with rules for files of workflows. Runs in Node, in the linter. */
export type { OncewardPlugin } from './eslint/plugin.js';
export { plugin as default } from './eslint/plugin.js';
