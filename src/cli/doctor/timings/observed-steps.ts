import type { WorkflowHandle } from '@temporalio/client';
import type { ObservedTimes } from './advise-on.js';

/** An event of a history, as Temporal's client gives it. */
export type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** What histories tell of an activity type. */
export interface ObservedStep extends ObservedTimes {
  /** How often a call was tried again. */
  readonly retries: number;
}

interface Tally {
  readonly durationsMs: number[];
  readonly cutOffAtMs: number[];
  retries: number;
}

interface Scheduled {
  readonly tally: Tally;
  readonly startToCloseMs: number;
}

interface Started {
  readonly atMs: number;
  readonly isFirstToAnswer: boolean;
}

/** Temporal's `TimeoutType`; the enum itself is not ours to import. */
const START_TO_CLOSE = 1;

/**
 * Adds the events of one run to what is known of its activity types. History tells the start of a call's last attempt, how many there were, and why the
 * one before the last failed.
 */
export class ObservedSteps {
  readonly #tallies = new Map<string, Tally>();

  get(activityType: string): ObservedStep | undefined {
    return this.#tallies.get(activityType);
  }

  /** Reads a run, an event at a time, in their order. */
  startRun(): (event: HistoryEvent) => void {
    const scheduled = new Map<string, Scheduled>();
    const started = new Map<string, Started>();
    return (event) => {
      const {
        activityTaskScheduledEventAttributes: schedule,
        activityTaskStartedEventAttributes: start,
        activityTaskCompletedEventAttributes: completion,
        activityTaskTimedOutEventAttributes: timeout,
      } = event;
      if (schedule) {
        const tally = this.#tallyOf(schedule.activityType?.name ?? '');
        scheduled.set(String(event.eventId), { tally, startToCloseMs: durationMs(schedule.startToCloseTimeout) });
      } else if (start) {
        const of = scheduled.get(String(start.scheduledEventId));
        const wasTimeout = Boolean(start.lastFailure?.timeoutFailureInfo);
        // An attempt after a timeout may only have fetched what the one before was given, in no time.
        started.set(String(start.scheduledEventId), { atMs: durationMs(event.eventTime), isFirstToAnswer: !wasTimeout });
        if (of) of.tally.retries += Math.max(0, (start.attempt ?? 1) - 1);
        if (of && isStartToClose(start.lastFailure)) of.tally.cutOffAtMs.push(of.startToCloseMs);
      } else if (completion) {
        const [of, began] = [scheduled.get(String(completion.scheduledEventId)), started.get(String(completion.scheduledEventId))];
        if (of && began?.isFirstToAnswer === true) of.tally.durationsMs.push(Math.max(0, durationMs(event.eventTime) - began.atMs));
      } else if (timeout) {
        const of = scheduled.get(String(timeout.scheduledEventId));
        if (of && isStartToClose(timeout.failure)) of.tally.cutOffAtMs.push(of.startToCloseMs);
      }
    };
  }

  #tallyOf(activityType: string): Tally {
    const known = this.#tallies.get(activityType);
    if (known) return known;
    const tally: Tally = { durationsMs: [], cutOffAtMs: [], retries: 0 };
    this.#tallies.set(activityType, tally);
    return tally;
  }
}

type Failure = NonNullable<HistoryEvent['activityTaskTimedOutEventAttributes']>['failure'];

function isStartToClose(failure: Failure): boolean {
  return Number(failure?.timeoutFailureInfo?.timeoutType) === START_TO_CLOSE;
}

/** Of a point in time or a length of time, which Temporal writes alike. */
function durationMs(value: { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined): number {
  return Number(value?.seconds ?? 0) * 1_000 + (value?.nanos ?? 0) / 1_000_000;
}
