import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { STEP_HEADER_NAME } from '../../shared/contract/step-header.js';
import { readStepHeader, type ActivityPlace, type WrittenStepHeader } from '../../shared/keys/written-step-header.js';
import type { RawHistory, RecordedActivity } from './recorded-history.js';

type HistoryEvent = NonNullable<RawHistory['events']>[number];

/** Whose history it is. */
type RunPlace = Pick<ActivityPlace, 'namespace' | 'workflowId'>;

/** The activities of a history, each put together from its events. */
export function recordedActivities({ events }: RawHistory, run: RunPlace): readonly RecordedActivity[] {
  const all = events ?? [];
  return all.flatMap((event) => {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (!scheduled) return [];
    const id = String(event.eventId);
    const started = all.find((other) => String(other.activityTaskStartedEventAttributes?.scheduledEventId) === id);
    const completed = all.find((other) => String(other.activityTaskCompletedEventAttributes?.scheduledEventId) === id);
    const activityType = scheduled.activityType?.name ?? '';
    const key = keyOf(scheduled.header?.fields?.[STEP_HEADER_NAME], { ...run, activityType });
    return [
      {
        activityType,
        scheduled: timeOf(event),
        ...(completed !== undefined && { completed: timeOf(completed) }),
        attempts: started?.activityTaskStartedEventAttributes?.attempt ?? 0,
        ...(key !== undefined && { key }),
      },
    ];
  });
}

function timeOf({ eventTime }: HistoryEvent): Date {
  return new Date(Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1_000_000);
}

/** Temporal's codecs leave headers alone, so the plain converter reads them. */
function keyOf(payload: Payload | undefined, place: ActivityPlace): string | undefined {
  return payload === undefined ? undefined : readStepHeader(defaultPayloadConverter.fromPayload<WrittenStepHeader>(payload), place).key;
}
