/** Where middleware that is made in a workflow tells its name. */
export const MIDDLEWARE_HOOK = Symbol.for('onceward.langchain.middleware');
