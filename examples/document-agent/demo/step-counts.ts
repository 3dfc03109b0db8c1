import type { WorkflowHandle } from '@temporalio/client';

/** What history says of one kind of step. */
export interface StepCount {
  readonly name: string;
  readonly scheduled: number;
  readonly completed: number;
  /** Attempts beyond the first. */
  readonly repeated: number;
  /** Steps of this kind that took more than one attempt. */
  readonly retried: number;
}

export interface RunCounts {
  readonly steps: readonly StepCount[];
  readonly historyBytes: number;
  readonly historyEvents: number;
}

/** Counts the steps of a run from its history. */
export async function readRunCounts(handle: WorkflowHandle): Promise<RunCounts> {
  const [history, description] = await Promise.all([handle.fetchHistory(), handle.describe()]);
  const names = new Map<string, string>();
  const counts = new Map<string, { scheduled: number; completed: number; repeated: number; retried: number }>();
  for (const event of history.events ?? []) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled) {
      const name = stepName(scheduled.activityType?.name ?? '');
      names.set(String(event.eventId), name);
      const count = counts.get(name) ?? { scheduled: 0, completed: 0, repeated: 0, retried: 0 };
      counts.set(name, count);
      count.scheduled += 1;
    }
    const started = event.activityTaskStartedEventAttributes;
    const startedCount = started && counts.get(names.get(String(started.scheduledEventId)) ?? '');
    if (startedCount) startedCount.repeated += (started.attempt ?? 1) - 1;
    if (startedCount && (started.attempt ?? 1) > 1) startedCount.retried += 1;
    const completed = event.activityTaskCompletedEventAttributes;
    const completedCount = completed && counts.get(names.get(String(completed.scheduledEventId)) ?? '');
    if (completedCount) completedCount.completed += 1;
  }
  return {
    steps: [...counts].map(([name, count]) => ({ name, ...count })),
    historyBytes: description.historySize ?? 0,
    historyEvents: description.historyLength,
  };
}

/** `tool.lookupCompany` → `lookupCompany`. */
export function stepName(activityType: string): string {
  return activityType.replace(/^[^.]+\./, '');
}
