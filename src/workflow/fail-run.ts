import { ContinueAsNew, isCancellation } from '@temporalio/workflow';
import { isToolKind, type ActivityKind } from '../shared/contract/activity-kind.js';
import type { OncewardError } from '../shared/errors/onceward-error.js';
import { StepFailed } from '../shared/errors/step-failed.js';
import type { DurableEntry } from '../shared/steps/durable-entry.js';
import { rootScope } from './root-scope.js';

let failure: OncewardError | undefined;
let lostCancellation: unknown;

/**
 * Looks at what a durable call failed with before its caller gets it, and gives what the caller gets.
 *
 * An agent loop catches whatever a tool throws and tells its model. So a failure that must end the run, and a cancellation, cannot rely on
 * being thrown there. For the failure of a `fail-run` tool the run is therefore cancelled from inside, the way Temporal ends runs: the
 * loop's next call is refused, calls beside it stop, waits end, and clean-up in non-cancellable scopes (`saga`) still works, which
 * neither a race with the workflow function nor refusing every further call would allow. What leaves the workflow function is the failure.
 */
export function onCallFailed({ kind, onFailure }: DurableEntry, error: unknown): unknown {
  if (isCancellation(error)) return onCancelled(kind, error);
  if (onFailure === 'fail-run' && StepFailed.isInstance(error)) failRun(error);
  return error;
}

/** Ends the run with `error`, whatever a loop makes of it. */
export function failRun(error: OncewardError): void {
  failure ??= error;
  rootScope().cancel();
}

function onCancelled(kind: ActivityKind, error: unknown): unknown {
  if (failure !== undefined) return failure;
  // A loop may take a tool's cancellation for a tool's failure. Any other call hands it to the user's own code.
  if (rootScope().consideredCancelled) lostCancellation = isToolKind(kind) ? error : undefined;
  return error;
}

/** What the run has to end with, although its function returned: nobody but an agent loop has seen it. */
export function unseenFailure(): unknown {
  return failure ?? lostCancellation;
}

/** What the run ends with instead of `error`: the failure for which it was cancelled from inside. */
export function reasonBehind(error: unknown): unknown {
  const isConsequence = isCancellation(error) || error instanceof ContinueAsNew;
  return failure !== undefined && isConsequence ? failure : error;
}
