/** Where a bundle has workflow code look for `AbortController`, instead of at the sandbox's own, which cannot be replaced. */
export const ABORT_CONTROLLER = 'OncewardAbortController';

/** Where a bundle keeps the sandbox's `WeakRef`, which Temporal takes away before any module is loaded. */
export const WEAK_REF = 'OncewardWeakRef';

/** Where a bundle keeps the versions of the frameworks that are in it. */
export const FRAMEWORKS = 'OncewardFrameworks';
