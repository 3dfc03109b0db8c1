import type { Payload } from '@temporalio/common';

type Payloads = { readonly payloads?: readonly Payload[] | null } | null;
type HeaderFields = { readonly fields?: Readonly<Record<string, Payload>> | null } | null;

/** What a run was started with, as its first event has it. */
export interface StartedAttributes {
  readonly continuedExecutionRunId?: string | null;
  readonly originalExecutionRunId?: string | null;
  readonly firstExecutionRunId?: string | null;
  readonly taskQueue?: { readonly name?: string | null } | null;
  readonly header?: HeaderFields;
}

/** What is read of an event. */
export interface HistoryEvent {
  readonly eventId?: unknown;
  readonly workflowExecutionStartedEventAttributes?: StartedAttributes | null;
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType?: { readonly name?: string | null } | null;
    readonly input?: Payloads;
    readonly header?: HeaderFields;
  } | null;
  readonly activityTaskCompletedEventAttributes?: { readonly scheduledEventId?: unknown; readonly result?: Payloads } | null;
  readonly activityTaskFailedEventAttributes?: { readonly scheduledEventId?: unknown } | null;
  readonly activityTaskTimedOutEventAttributes?: { readonly scheduledEventId?: unknown } | null;
  readonly activityTaskCanceledEventAttributes?: { readonly scheduledEventId?: unknown } | null;
  readonly startChildWorkflowExecutionInitiatedEventAttributes?: { readonly header?: HeaderFields } | null;
  readonly childWorkflowExecutionStartedEventAttributes?: {
    readonly initiatedEventId?: unknown;
    readonly workflowExecution?: { readonly workflowId?: string | null; readonly runId?: string | null } | null;
  } | null;
  readonly workflowExecutionSignaledEventAttributes?: { readonly signalName?: string | null; readonly input?: Payloads } | null;
  readonly workflowExecutionUpdateAcceptedEventAttributes?: {
    readonly acceptedRequest?: { readonly input?: { readonly name?: string | null; readonly args?: Payloads } | null } | null;
  } | null;
  readonly workflowExecutionCompletedEventAttributes?: object | null;
  readonly workflowExecutionFailedEventAttributes?: object | null;
  readonly workflowExecutionTimedOutEventAttributes?: object | null;
  readonly workflowExecutionCanceledEventAttributes?: object | null;
  readonly workflowExecutionTerminatedEventAttributes?: object | null;
  readonly workflowExecutionContinuedAsNewEventAttributes?: object | null;
}

/** A client of Temporal's, as far as reading histories goes. */
export interface EventsClient<Event extends HistoryEvent = HistoryEvent> {
  readonly workflowService: {
    getWorkflowExecutionHistory(request: {
      readonly namespace: string;
      readonly execution: { readonly workflowId: string; readonly runId?: string };
      readonly nextPageToken?: Uint8Array;
    }): Promise<{ readonly history?: { readonly events?: readonly Event[] | null } | null; readonly nextPageToken?: Uint8Array | null }>;
  };
}

/** Which history. */
export interface WhichHistory {
  readonly namespace: string;
  /** Without a run id, the newest run. */
  readonly execution: { readonly workflowId: string; readonly runId?: string };
}

/** The events of a history, page by page. */
export async function* eventsOf<Event extends HistoryEvent>(client: EventsClient<Event>, which: WhichHistory): AsyncGenerator<Event> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.getWorkflowExecutionHistory({ ...which, ...(nextPageToken && { nextPageToken }) });
    yield* page.history?.events ?? [];
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken !== undefined);
}
