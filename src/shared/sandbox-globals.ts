/** Where a bundle has workflow code look for `AbortController`, instead of at the sandbox's own, which cannot be replaced. */
export const ABORT_CONTROLLER = 'OncewardAbortController';
