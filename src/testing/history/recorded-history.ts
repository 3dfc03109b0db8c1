import type { WorkflowHandle } from '@temporalio/client';

/** A history as Temporal's client gives it. */
export type RawHistory = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** The history of one run, as a test looks at it. */
export interface RecordedHistory {
  readonly workflowId: string;
  /** How many events it has. */
  readonly events: number;
  /** Its size as the server counts it, against the server's limit. */
  readonly bytes: number;
  /** In the order in which they were scheduled. */
  readonly activities: readonly RecordedActivity[];
  /** Every text in it, decoded payloads included, with the place where it stands. */
  texts(): readonly HistoryText[];
  readonly raw: RawHistory;
}

export interface RecordedActivity {
  readonly activityType: string;
  readonly scheduled: Date;
  /** Missing when it did not complete. */
  readonly completed?: Date;
  /** How often it was tried; 0 while it has not ended, as history does not know before. */
  readonly attempts: number;
  /** The step's idempotency key; missing for an activity that is no durable step. */
  readonly key?: string;
}

export interface HistoryText {
  /** Such as `event 5, activityTaskScheduledEventAttributes.input.payloads.0.data`. */
  readonly where: string;
  readonly text: string;
}
