import type { Category } from '../../shared/failures/category.js';
import type { Verdict } from '../../shared/failures/verdict.js';

/** What the other side says when it did nothing. A failure of any other kind leaves open what came before it. */
const REFUSALS: ReadonlySet<Category> = new Set<Category>([
  'rate_limit',
  'quota_exhausted',
  'network',
  'context_length',
  'content_filter',
  'invalid_request',
  'auth',
  'permission',
  'not_found',
  'conflict',
  'unprocessable',
  'payload_too_large',
  'tool_input_invalid',
]);

/** Whether a write that failed with this verdict did nothing for certain: it was refused, or never sent. */
export function isCertainlyUndone({ category, outcomeUnknown, retryAfterMs }: Verdict): boolean {
  if (outcomeUnknown === true) return false;
  // A service that says when it has time again refused; a gateway's bare 503 may hide what became of the request behind it.
  return REFUSALS.has(category) || (category === 'overloaded' && retryAfterMs !== undefined);
}
