import { TemporalFailure } from '@temporalio/common';
import { capMessage } from '../../shared/failures/cap-message.js';
import { redactSecrets } from '../../shared/failures/redact-secrets.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';

/**
 * A failure that a step threw itself, in its own words, type and details, but without what looks like a secret in them. Temporal writes message
 * and stack of every cause into history, and a library's may quote keys and bodies: its summary takes the place of an error that is no failure.
 */
export function redactFailure(failure: TemporalFailure): TemporalFailure {
  const seen = new Set<unknown>();
  let current = failure;
  for (;;) {
    seen.add(current);
    redact(current, 'message');
    redact(current, 'stack');
    const { cause } = current;
    if (cause === undefined || cause === null) return failure;
    if (!(cause instanceof TemporalFailure)) {
      define(current, 'cause', toPlainError(cause));
      return failure;
    }
    if (seen.has(cause)) return failure;
    current = cause;
  }
}

/** Capped first: looking for secrets in megabytes would hold up every other call of the worker. */
function redact(failure: TemporalFailure, name: 'message' | 'stack'): void {
  const text = failure[name];
  if (typeof text !== 'string') return;
  const redacted = redactSecrets(capMessage(text));
  if (redacted !== text) define(failure, name, redacted);
}

/** On a frozen failure this throws: better a failure of another type than one with a secret. */
function define(failure: TemporalFailure, name: 'message' | 'stack' | 'cause', value: unknown): void {
  Object.defineProperty(failure, name, { value, configurable: true, writable: true });
}

/** Its stack begins with the message of the original: it is left out. */
function toPlainError(cause: unknown): Error {
  const plain = new Error(summarizeError(cause));
  plain.stack = plain.message;
  return plain;
}
