import type { History } from './history-source.js';

/**
 * Why a history cannot be replayed whatever the code does; undefined for one that can. With some of these, Temporal's replay would wait for ever,
 * others it would call a success.
 */
export function problemOfHistory({ events }: History): string | undefined {
  const all = events ?? [];
  for (const [index, event] of all.entries()) {
    const expected = index + 1;
    if (Number(event.eventId) !== expected) return `event ${expected} is missing: where it should be, there is ${String(event.eventId)}`;
    if (!hasAttributes(event)) return `event ${expected} has no attributes`;
    if (!event.eventType) return `event ${expected} has no type that is known here`;
  }
  const started = all[0]?.workflowExecutionStartedEventAttributes;
  if (!started) return 'it does not begin with the start of the run';
  if (!started.workflowType?.name) return 'its first event does not name the workflow';
  if (!started.originalExecutionRunId) return 'its first event does not name the run';
  return undefined;
}

function hasAttributes(event: object): boolean {
  return Object.entries(event).some(([field, value]) => field.endsWith('EventAttributes') && Boolean(value));
}
