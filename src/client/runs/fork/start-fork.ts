import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, type LoadedDataConverter, type Payload } from '@temporalio/common';
import { eventsOf } from '../../../payloads/fork/history-event.js';
import { FORK_HEADER_NAME, FORK_MEMO, type ForkHeader, type ForkMemo } from '../../../shared/contract/fork.js';
import { SCOPE_HEADER_NAME } from '../../../shared/contract/scope-header.js';
import { ForkRefused } from '../../../shared/errors/fork-refused.js';
import { runOf } from '../run-of.js';

type StartRequest = Parameters<Client['workflowService']['startWorkflowExecution']>[0];
type Event = NonNullable<
  NonNullable<Awaited<ReturnType<Client['workflowService']['getWorkflowExecutionHistory']>>['history']>['events']
>[number];

/** gRPC's ALREADY_EXISTS. */
const ALREADY_EXISTS = 6;
/** Of `temporal.api.enums.v1`; the enums themselves are not ours to import. */
const REJECT_DUPLICATE = 3;
const FAIL_ON_CONFLICT = 1;
/** A child's place in its parent, and the span that the run was started in, are not the fork's. */
const LEFT_OUT: ReadonlySet<string> = new Set([SCOPE_HEADER_NAME, '_tracer-data']);
/** Temporal and Onceward write these themselves, of what the run does. */
const WRITTEN_BY_RUNS = /^(?:Temporal|BuildIds$|Onceward|onceward)/;

export interface ForkStart {
  readonly workflowId: string;
  readonly header: ForkHeader;
  readonly memo: ForkMemo;
  readonly taskQueue: string;
}

export interface StartedFork {
  readonly runId: string;
  /** Whether it was started now, and not by the same command before. */
  readonly isNew: boolean;
}

/**
 * Starts a fork like the run was started: with its input, memo, search attributes and headers, as they stand in its history, encrypted or not.
 *
 * @throws ForkRefused when the id is another run's
 */
export async function startFork(client: Client, start: ForkStart): Promise<StartedFork> {
  const request = await startRequest(client, start);
  try {
    const { runId } = await client.workflowService.startWorkflowExecution(request);
    return { runId, isNew: true };
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== ALREADY_EXISTS) throw error;
    return { runId: await sameFork(client, start), isNew: false };
  }
}

async function startRequest(client: Client, { workflowId, header, memo, taskQueue }: ForkStart): Promise<StartRequest> {
  const { namespace, identity, loadedDataConverter } = client.options;
  const event = await firstEvent(client, header);
  const { workflowExecutionStartedEventAttributes: started } = event;
  const { workflowType, input, priority, workflowExecutionTimeout, workflowRunTimeout, workflowTaskTimeout } = started ?? {};
  const title = `Forked from ${memo.workflowId} ${memo.step === undefined ? 'at its end' : `before ${memo.step}`}`;
  const details = `${title} (event ${memo.before} of run ${memo.runId})${memo.reason === undefined ? '' : `: ${memo.reason}`}`;
  return {
    namespace,
    identity,
    requestId: crypto.randomUUID(),
    workflowId,
    workflowType,
    input,
    priority,
    workflowExecutionTimeout,
    workflowRunTimeout,
    workflowTaskTimeout,
    taskQueue: { name: taskQueue },
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is not ours to import
    workflowIdReusePolicy: REJECT_DUPLICATE,
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is not ours to import
    workflowIdConflictPolicy: FAIL_ON_CONFLICT,
    header: { fields: { ...kept(started?.header?.fields, (name) => !LEFT_OUT.has(name)), [FORK_HEADER_NAME]: plain(header) } },
    memo: { fields: { ...started?.memo?.fields, [FORK_MEMO]: await encode(loadedDataConverter, memo) } },
    searchAttributes: { indexedFields: kept(started?.searchAttributes?.indexedFields, (name) => !WRITTEN_BY_RUNS.test(name)) },
    userMetadata: { summary: await encode(loadedDataConverter, title), details: await encode(loadedDataConverter, details) },
    links: [
      {
        workflowEvent: {
          namespace,
          workflowId: header.workflowId,
          runId: header.runId,
          eventRef: { eventId: event.eventId, eventType: event.eventType },
        },
      },
    ],
  };
}

async function firstEvent(client: Client, { workflowId, runId }: ForkHeader): Promise<Event> {
  for await (const event of eventsOf<Event>(client, { namespace: client.options.namespace, execution: { workflowId, runId } }))
    return event;
  throw new Error(`The history of '${workflowId}' is empty.`);
}

/** The run id of the fork that this command, or the same one, started before. */
async function sameFork(client: Client, { workflowId, header }: ForkStart): Promise<string> {
  const run = await runOf(client, { workflowId });
  const { firstRunId = '' } = run ?? {};
  const { workflowExecutionStartedEventAttributes: started } = await firstEvent(client, { ...header, workflowId, runId: firstRunId });
  const payload = started?.header?.fields?.[FORK_HEADER_NAME];
  const found = payload && defaultPayloadConverter.fromPayload<ForkHeader>(payload);
  const isSame = found?.runId === header.runId && found.before === header.before && found.whenChanged === header.whenChanged;
  if (isSame) return firstRunId;
  const hint = 'Give the fork another id.';
  throw new ForkRefused({ kind: 'id-taken', workflowId: header.workflowId, reason: `'${workflowId}' is the id of another run`, hint });
}

function kept<Value>(fields: Readonly<Record<string, Value>> | null | undefined, isKept: (name: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => isKept(name)));
}

/** Headers are written without codecs. */
function plain(header: ForkHeader): Payload {
  return defaultPayloadConverter.toPayload(header);
}

async function encode({ payloadConverter, payloadCodecs }: LoadedDataConverter, value: unknown): Promise<Payload> {
  let payloads = [payloadConverter.toPayload(value)];
  for (const codec of payloadCodecs) payloads = await codec.encode(payloads);
  const [payload] = payloads;
  if (payload === undefined) throw new Error('A payload codec gave nothing.');
  return payload;
}
