import { megabytes, PayloadTooLarge } from '../errors/payload-too-large.js';
import { checkSize, type SizeLimit } from '../size/check-size.js';
import { capMessage } from './cap-message.js';

/** Causes behind causes that are kept: the whole failure is one message, of at most 2 MiB. */
const LONGEST_CHAIN = 16;

/**
 * Shortens what history cannot take of an error and its causes: messages, stacks, and a chain of causes without end. Details that are too large are
 * left out, and the message says so. A failure of 4 MiB can be reported by nobody: its activity would run again until its attempts are used up, its
 * run would be tried again for ever.
 */
export function capFailure(error: unknown, limit: SizeLimit): unknown {
  const kept: unknown[] = [];
  for (let current = error, depth = 1; current instanceof Error; current = current.cause, depth += 1) {
    cap(current, 'message');
    cap(current, 'stack');
    capDetails(current, kept, limit);
    if (depth === LONGEST_CHAIN && current.cause !== undefined) set(current, 'cause', undefined);
  }
  return error;
}

function cap(error: Error, name: 'message' | 'stack'): void {
  const text = error[name];
  if (typeof text !== 'string') return;
  const capped = capMessage(text);
  if (capped !== text) set(error, name, capped);
}

/** @param kept those of the failures before it, which go with the same message */
function capDetails(error: Error & { readonly details?: unknown }, kept: unknown[], limit: SizeLimit): void {
  const { details } = error;
  if (!Array.isArray(details)) return;
  const problem = problemOf([...kept, ...(details as unknown[])], limit);
  if (problem === undefined) {
    kept.push(...(details as unknown[]));
    return;
  }
  set(error, 'details', []);
  set(error, 'message', `${error.message} (details left out: ${problem})`);
}

function problemOf(details: readonly unknown[], limit: SizeLimit): string | undefined {
  try {
    checkSize('They', details, limit);
    return undefined;
  } catch (error) {
    if (!PayloadTooLarge.isInstance(error)) return 'they are no JSON';
    return `${megabytes(error.bytes)}, more than ${megabytes(error.limitBytes)}`;
  }
}

/** A frozen error stays as it is. */
function set(error: Error, name: 'message' | 'stack' | 'cause' | 'details', value: unknown): void {
  Reflect.set(error, name, value);
}
