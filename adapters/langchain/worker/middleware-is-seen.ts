import type { SourceFix } from '../../../src/worker/bundler/source-fix.js';
import { MIDDLEWARE_HOOK } from '../shared/middleware-hook.js';

/** All middleware, LangChain's own and everyone's, is made by one function, which tells nobody. With this it tells the name. */
export const MIDDLEWARE_IS_SEEN: SourceFix = {
  files: /[\\/]node_modules[\\/]langchain[\\/]dist[\\/]agents[\\/]middleware\.js$/,
  replace: /function createMiddleware\((\w+)\) \{/g,
  by: `$& globalThis[Symbol.for('${MIDDLEWARE_HOOK.description}')]?.($1.name);`,
};
