import { capMessage } from '../../shared/failures/cap-message.js';

const LONGEST_CHAIN = 8;

/**
 * Shortens messages and stacks that history cannot take, in the error and its causes. For activities that are not ours: a failure of 4 MiB
 * cannot be reported, so the activity would run again until its attempts are used up.
 */
export function capFailure(error: unknown): unknown {
  for (let current = error, depth = 0; current instanceof Error && depth < LONGEST_CHAIN; current = current.cause, depth += 1) {
    cap(current, 'message');
    cap(current, 'stack');
  }
  return error;
}

function cap(error: Error, name: 'message' | 'stack'): void {
  const text = error[name];
  if (typeof text !== 'string') return;
  const capped = capMessage(text);
  // A frozen error stays as it is.
  if (capped !== text) Reflect.set(error, name, capped);
}
