import { defaultPayloadConverter } from '@temporalio/common';
import { durationOf, inputOf, type CommandInput } from '../../shared/replay/command-details.js';
import type { CommandKind } from '../../shared/replay/observed-command.js';
import type { History } from './history-source.js';

type Event = NonNullable<History['events']>[number];

/** A command of a history: what the code asked for when the run went on. */
export interface RecordedCommand {
  readonly eventId: number;
  readonly kind: CommandKind;
  readonly name: string;
  /** Of a timer. */
  readonly duration?: string;
  /** Of a child workflow and a signal; missing where it was redacted. */
  readonly input?: CommandInput;
}

/** The commands that a history records, in their order. What a replay does not compare, and what a deprecated patch left, is not among them. */
export function recordedCommands({ events }: History): readonly RecordedCommand[] {
  return (events ?? []).flatMap((event) => {
    const [kind, name] = named(event) ?? [];
    return kind === undefined ? [] : [{ eventId: Number(event.eventId), kind, name: name ?? '', ...detailsOf(event) }];
  });
}

function detailsOf(event: Event): Pick<RecordedCommand, 'duration' | 'input'> {
  const timer = event.timerStartedEventAttributes;
  if (timer) return { duration: durationOf(timer.startToFireTimeout ?? {}) };
  const { input } =
    event.startChildWorkflowExecutionInitiatedEventAttributes ?? event.signalExternalWorkflowExecutionInitiatedEventAttributes ?? {};
  return input ? { input: inputOf(input.payloads ?? []) } : {};
}

function named(event: Event): readonly [CommandKind, string?] | undefined {
  const activity = event.activityTaskScheduledEventAttributes;
  if (activity) return ['activity', activity.activityType?.name ?? ''];
  const child = event.startChildWorkflowExecutionInitiatedEventAttributes;
  if (child) return ['child workflow', child.workflowType?.name ?? ''];
  const signal = event.signalExternalWorkflowExecutionInitiatedEventAttributes;
  if (signal) return ['signal', signal.signalName ?? ''];
  const operation = event.nexusOperationScheduledEventAttributes;
  if (operation) return ['nexus operation', operation.operation ?? ''];
  const failed = event.workflowExecutionFailedEventAttributes;
  if (failed) return ['failure', failed.failure?.applicationFailureInfo?.type ?? ''];
  if (event.markerRecordedEventAttributes) return marker(event.markerRecordedEventAttributes);
  if (event.timerStartedEventAttributes) return ['timer'];
  if (event.workflowExecutionCompletedEventAttributes) return ['completion'];
  if (event.workflowExecutionContinuedAsNewEventAttributes) return ['continuation'];
  return event.workflowExecutionCanceledEventAttributes ? ['cancellation'] : undefined;
}

/** Temporal's own markers. Codecs leave them alone. */
function marker({ markerName, details }: NonNullable<Event['markerRecordedEventAttributes']>): readonly [CommandKind, string?] | undefined {
  const payload = details?.['patch-data']?.payloads?.[0] ?? details?.['data']?.payloads?.[0];
  const data = payload && defaultPayloadConverter.fromPayload<{ id?: string; deprecated?: boolean; activity_type?: string }>(payload);
  if (markerName === 'core_local_activity') return ['local activity', data?.activity_type];
  return markerName === 'core_patch' && data?.deprecated !== true ? ['patch', data?.id] : undefined;
}
