import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { FORK_HEADER_NAME, FORK_PLAN, type ForkHeader, type ForkMessage } from '../../shared/contract/fork.js';
import { SCOPE_HEADER_NAME, type ScopeHeader } from '../../shared/contract/scope-header.js';
import { STEP_HEADER_NAME, type StepHeader } from '../../shared/contract/step-header.js';
import { pathWithin, runScope } from '../../shared/keys/idempotency-key.js';
import { readStepHeader, type WrittenStepHeader } from '../../shared/keys/written-step-header.js';
import { eventsOf, type EventsClient, type HistoryEvent, type StartedAttributes, type WhichHistory } from './history-event.js';

/** A call that a run made, as its history has it: payloads as they are, not decoded. */
export interface RecordedStep {
  /** Of the event that scheduled it. */
  readonly eventId: number;
  readonly header: StepHeader;
  /** Of its scope, within the run. */
  readonly path: string;
  readonly input: readonly Payload[];
  ended?: { readonly eventId: number; readonly isCompleted: boolean; readonly result: Payload | undefined };
}

/** A child workflow that a run started. */
export interface RecordedChild {
  readonly eventId: number;
  /** Of its scope, within the run. */
  readonly path: string;
  readonly workflowId: string;
  readonly runId: string;
}

/** A signal or update that a run got. */
export interface RecordedMessage {
  readonly eventId: number;
  readonly kind: ForkMessage['kind'];
  readonly name: string;
  readonly args: readonly Payload[];
}

/** What a run did, in the order of its events. */
export interface RecordedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly steps: readonly RecordedStep[];
  readonly children: readonly RecordedChild[];
  readonly messages: readonly RecordedMessage[];
  /** What it was forked from. */
  readonly forkedFrom: ForkHeader | undefined;
  /** Of a fork: the payload of its `ForkPlan`. */
  readonly plan: Payload | undefined;
  /** The run that it continues. */
  readonly previousRunId: string | undefined;
  readonly taskQueue: string;
  readonly lastEventId: number;
  /** Whether nothing more can come. */
  readonly isOver: boolean;
}

/** Reads a run: all of it that there is. A run that is under way may go on meanwhile. */
export async function readRecordedRun(
  client: EventsClient,
  { namespace, execution }: WhichHistory & { readonly execution: { readonly workflowId: string; readonly runId: string } },
): Promise<RecordedRun> {
  const reading = new Reading(namespace, execution.workflowId, execution.runId);
  for await (const event of eventsOf(client, { namespace, execution })) reading.read(event);
  return reading;
}

class Reading implements RecordedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly steps: RecordedStep[] = [];
  readonly children: RecordedChild[] = [];
  readonly messages: RecordedMessage[] = [];
  forkedFrom: ForkHeader | undefined;
  plan: Payload | undefined;
  previousRunId: string | undefined;
  taskQueue = '';
  lastEventId = 0;
  isOver = false;
  readonly #namespace: string;
  /** What the scopes of the run begin with. */
  #scope = '';
  #planEventId = 0;
  readonly #stepsByEvent = new Map<number, RecordedStep>();
  readonly #childPaths = new Map<number, string>();

  constructor(namespace: string, workflowId: string, runId: string) {
    this.#namespace = namespace;
    this.workflowId = workflowId;
    this.runId = runId;
  }

  read(event: HistoryEvent): void {
    const started = event.workflowExecutionStartedEventAttributes;
    if (started) this.#readStart(started);
    this.lastEventId = Number(event.eventId);
    this.isOver = this.isOver || endsRun(event);
    this.#readCall(event);
    this.#readEnd(event);
    this.#readChild(event);
    this.#readMessage(event);
  }

  #readStart({ header, taskQueue, originalExecutionRunId, firstExecutionRunId, continuedExecutionRunId }: StartedAttributes): void {
    this.taskQueue = taskQueue?.name ?? '';
    const fields = header?.fields ?? {};
    // Later runs of a chain are started with the headers of the first, and do not go by them.
    const isFirst = originalExecutionRunId === firstExecutionRunId;
    this.#scope = runScope(this.workflowId, originalExecutionRunId ?? this.runId);
    if (isFirst) this.#scope = valueOf<ScopeHeader>(fields[SCOPE_HEADER_NAME])?.scope ?? this.#scope;
    if (isFirst) this.forkedFrom = valueOf<ForkHeader>(fields[FORK_HEADER_NAME]);
    this.previousRunId = continuedExecutionRunId || undefined;
  }

  #readCall({ eventId, activityTaskScheduledEventAttributes: scheduled }: HistoryEvent): void {
    if (!scheduled) return;
    const activityType = scheduled.activityType?.name ?? '';
    if (activityType === FORK_PLAN) this.#planEventId = Number(eventId);
    const written = valueOf<WrittenStepHeader>(scheduled.header?.fields?.[STEP_HEADER_NAME]);
    if (written === undefined) return;
    const header = readStepHeader(written, { namespace: this.#namespace, workflowId: this.workflowId, activityType });
    const path = pathWithin(header.scope, this.#scope);
    const step: RecordedStep = { eventId: Number(eventId), header, path, input: scheduled.input?.payloads ?? [] };
    this.steps.push(step);
    this.#stepsByEvent.set(step.eventId, step);
  }

  #readEnd(event: HistoryEvent): void {
    const { activityTaskCompletedEventAttributes: completed } = event;
    const failed =
      event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes ?? event.activityTaskCanceledEventAttributes;
    const scheduledEventId = Number((completed ?? failed)?.scheduledEventId ?? 0);
    const result = completed?.result?.payloads?.[0];
    if (completed && scheduledEventId === this.#planEventId) this.plan = result;
    const step = this.#stepsByEvent.get(scheduledEventId);
    if (step !== undefined) step.ended = { eventId: Number(event.eventId), isCompleted: Boolean(completed), result };
  }

  #readChild({ eventId, ...event }: HistoryEvent): void {
    const { startChildWorkflowExecutionInitiatedEventAttributes: initiated, childWorkflowExecutionStartedEventAttributes: started } = event;
    const scope = valueOf<ScopeHeader>(initiated?.header?.fields?.[SCOPE_HEADER_NAME])?.scope;
    if (scope !== undefined) this.#childPaths.set(Number(eventId), pathWithin(scope, this.#scope));
    const initiatedEventId = Number(started?.initiatedEventId ?? 0);
    const path = this.#childPaths.get(initiatedEventId);
    const { workflowId, runId } = started?.workflowExecution ?? {};
    if (path !== undefined && workflowId && runId) this.children.push({ eventId: initiatedEventId, path, workflowId, runId });
  }

  #readMessage({ eventId, ...event }: HistoryEvent): void {
    const { workflowExecutionSignaledEventAttributes: signal, workflowExecutionUpdateAcceptedEventAttributes: update } = event;
    const at = { eventId: Number(eventId) };
    if (signal) this.messages.push({ ...at, kind: 'signal', name: signal.signalName ?? '', args: signal.input?.payloads ?? [] });
    const { name, args } = update?.acceptedRequest?.input ?? {};
    if (name) this.messages.push({ ...at, kind: 'update', name, args: args?.payloads ?? [] });
  }
}

function endsRun(event: HistoryEvent): boolean {
  const closing =
    event.workflowExecutionCompletedEventAttributes ??
    event.workflowExecutionFailedEventAttributes ??
    event.workflowExecutionTimedOutEventAttributes ??
    event.workflowExecutionCanceledEventAttributes ??
    event.workflowExecutionTerminatedEventAttributes ??
    event.workflowExecutionContinuedAsNewEventAttributes;
  return Boolean(closing);
}

/** Headers are written without codecs. */
function valueOf<Value>(payload: Payload | undefined): Value | undefined {
  return payload === undefined ? undefined : defaultPayloadConverter.fromPayload<Value>(payload);
}
