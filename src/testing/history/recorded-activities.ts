import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { STEP_HEADER_NAME, type StepHeader } from '../../shared/contract/step-header.js';
import type { RawHistory, RecordedActivity } from './recorded-history.js';

type HistoryEvent = NonNullable<RawHistory['events']>[number];

/** The activities of a history, each put together from its events. */
export function recordedActivities({ events }: RawHistory): readonly RecordedActivity[] {
  const all = events ?? [];
  return all.flatMap((event) => {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (!scheduled) return [];
    const id = String(event.eventId);
    const started = all.find((other) => String(other.activityTaskStartedEventAttributes?.scheduledEventId) === id);
    const completed = all.find((other) => String(other.activityTaskCompletedEventAttributes?.scheduledEventId) === id);
    const key = keyOf(scheduled.header?.fields?.[STEP_HEADER_NAME]);
    return [
      {
        activityType: scheduled.activityType?.name ?? '',
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
function keyOf(payload: Payload | undefined): string | undefined {
  return payload === undefined ? undefined : defaultPayloadConverter.fromPayload<StepHeader>(payload).key;
}
