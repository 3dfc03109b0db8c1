import { TemporalFailure } from '@temporalio/common';
import { summarizeError } from '../../shared/failures/summarize-error.js';

/**
 * A failure that a step threw itself, as it is, but for the error behind it: Temporal writes message and stack of every cause into history, and
 * a library's may quote keys and bodies. Its summary takes its place.
 */
export function withPlainCause(failure: TemporalFailure): TemporalFailure {
  const seen = new Set<TemporalFailure>();
  let current = failure;
  while (current.cause instanceof TemporalFailure && !seen.has(current)) {
    seen.add(current);
    current = current.cause;
  }
  if (current.cause !== undefined && current.cause !== null && !(current.cause instanceof TemporalFailure)) {
    Object.defineProperty(current, 'cause', { value: toPlainError(current.cause), configurable: true, writable: true });
  }
  return failure;
}

/** Its stack begins with the message of the original: it is left out. */
function toPlainError(cause: unknown): Error {
  const plain = new Error(summarizeError(cause));
  plain.stack = plain.message;
  return plain;
}
