import type { RunContext } from '../shared/contract/run-context.js';

let current: RunContext | undefined;

/** The tenant and labels this run was started with. */
export function currentRunContext(): RunContext | undefined {
  return current;
}

/** @internal Set once, from the header of the start, before the workflow function runs. */
export function setRunContext(context: RunContext | undefined): void {
  current = context;
}
