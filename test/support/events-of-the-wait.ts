import type { WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

const SUFFIX = 'EventAttributes';

/** What happened, in order: `timerStarted`, `workflowTaskScheduled`, … */
export function eventNames({ events }: History): readonly string[] {
  return (events ?? []).map((event) => {
    const isSet = ([key, value]: [string, unknown]): boolean => key.endsWith(SUFFIX) && value !== null && value !== undefined;
    return Object.entries(event).find(isSet)?.[0].slice(0, -SUFFIX.length) ?? '';
  });
}

/** What history has between the timer of an approval and the answer: what the wait itself left. */
export function eventsOfTheWait(history: History): readonly string[] {
  const names = eventNames(history);
  return names.slice(names.indexOf('timerStarted') + 1, names.indexOf('workflowExecutionUpdateAccepted'));
}
