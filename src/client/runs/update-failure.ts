/**
 * How an update that was sent ended, when not with an answer: the run refused it; no answer came in time; the run is over; or, undefined, by an error
 * that is about something else.
 */
export type UpdateFailure =
  | { readonly kind: 'refused'; readonly details: unknown; readonly reason: string }
  | { readonly kind: 'no answer' }
  | { readonly kind: 'over' };

/** Temporal's errors by their names: another copy of its client throws them, too. */
export function updateFailureOf(error: unknown): UpdateFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, cause } = error;
  if (name === 'WorkflowUpdateFailedError') {
    const [details] = ((cause as { readonly details?: unknown } | undefined)?.details ?? []) as readonly unknown[];
    return { kind: 'refused', details, reason: firstLine(cause instanceof Error ? cause.message : error.message) };
  }
  if (name === 'WorkflowUpdateRPCTimeoutOrCancelledError') return { kind: 'no answer' };
  return name === 'WorkflowNotFoundError' ? { kind: 'over' } : undefined;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/\.$/, '');
}
