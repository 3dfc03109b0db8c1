import type { OncewardError } from '../../shared/errors/onceward-error.js';

let reason: OncewardError | undefined;

/**
 * Lets the workflow task fail in hand: whatever the code makes of the error, a loop that tells it to a model included, none of the commands that it gives
 * leaves the sandbox. The run is where it was, and goes on with code that fits its history.
 */
export function refuseTask(error: OncewardError): OncewardError {
  reason ??= error;
  return error;
}

/** Why the workflow task must not complete. */
export function refusedTask(): OncewardError | undefined {
  return reason;
}
