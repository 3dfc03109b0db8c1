import type { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm.js';

/** Temporal's sandbox, as it is by default. */
export type Sandbox = ReusableVMWorkflowCreator;

/** A bundle as Temporal's sandbox takes it. */
export type LoadedBundle = Parameters<typeof ReusableVMWorkflowCreator.create>[0];

/** With what the modules of a bundle threw while they were loaded. */
export interface LoadFailure {
  readonly name: string;
  readonly message: string;
  /** By files and lines of the sources. */
  readonly stack: string;
}
