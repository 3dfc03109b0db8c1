import type { Context } from '@temporalio/activity';
import type { LoadedDataConverter, Payload } from '@temporalio/common';
import { chainHead, settingsHash } from '../../shared/chain/chain-hash.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import { nodeOfCall } from '../../shared/chain/node-of-call.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import type { ChainNode, ModelCall, ModelReply } from '../../shared/contract/prompt-chain.js';
import { isStepResult, type StepReply } from '../../shared/contract/step-result.js';

type Client = Context['client'];
type HistoryResponse = Awaited<ReturnType<Client['workflowService']['getWorkflowExecutionHistory']>>;
type HistoryEvent = NonNullable<NonNullable<HistoryResponse['history']>['events']>[number];

/** What the model calls of a run have left in its history. */
interface RunRecord {
  readonly nodes: Map<Hash, ChainNode>;
  readonly settings: Map<Hash, Json>;
  /** The run that this one continues. */
  readonly previousRunId: string | undefined;
}

/**
 * The nodes and settings of a step's own workflow, read from its history: the newest run first, then those that it continues. Nothing is read
 * before it is asked for, and every run once.
 */
export class HistoryNodes {
  readonly #read: (runId: string) => Promise<RunRecord>;
  readonly #runs: RunRecord[] = [];
  #next: string | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(context: Pick<Context, 'client' | 'info'>, codecs: ReadonlyMap<string, ModelCodec>) {
    const { info } = context;
    const { workflowId = '', runId } = info.workflowExecution ?? {};
    this.#next = runId;
    this.#read = async (id) => readRun(context.client, { namespace: info.activityNamespace, workflowId, runId: id }, codecs);
  }

  node(head: Hash): Promise<ChainNode | undefined> {
    return this.#find(({ nodes }) => nodes.get(head));
  }

  settings(ref: Hash): Promise<Json | undefined> {
    return this.#find(({ settings }) => settings.get(ref));
  }

  async #find<Found>(pick: (run: RunRecord) => Found | undefined): Promise<Found | undefined> {
    for (let index = 0; ; index += 1) {
      if (index === this.#runs.length) {
        this.#reading = this.#reading.then(() => (index === this.#runs.length ? this.#readNext() : undefined));
        await this.#reading;
      }
      const run = this.#runs[index];
      if (run === undefined) return undefined;
      const found = pick(run);
      if (found !== undefined) return found;
    }
  }

  async #readNext(): Promise<void> {
    if (this.#next === undefined) return;
    const run = await this.#read(this.#next);
    this.#runs.push(run);
    this.#next = run.previousRunId;
  }
}

async function readRun(
  client: Client,
  { namespace, workflowId, runId }: { namespace: string; workflowId: string; runId: string },
  codecs: ReadonlyMap<string, ModelCodec>,
): Promise<RunRecord> {
  const converter = client.options.loadedDataConverter;
  const record = { nodes: new Map<Hash, ChainNode>(), settings: new Map<Hash, Json>() };
  const calls = new Map<string, ModelCall>();
  let previousRunId: string | undefined;
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.getWorkflowExecutionHistory({ namespace, execution: { workflowId, runId }, nextPageToken });
    for (const event of page.history?.events ?? []) {
      previousRunId ??= event.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
      await readEvent(event, { converter, calls, record, codecs });
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken !== undefined);
  return { ...record, previousRunId };
}

interface Reading {
  readonly converter: LoadedDataConverter;
  /** Calls that have not completed yet, by the event that scheduled them. */
  readonly calls: Map<string, ModelCall>;
  readonly record: Pick<RunRecord, 'nodes' | 'settings'>;
  readonly codecs: ReadonlyMap<string, ModelCodec>;
}

async function readEvent(event: HistoryEvent, { converter, calls, record, codecs }: Reading): Promise<void> {
  const scheduled = event.activityTaskScheduledEventAttributes;
  if (scheduled?.activityType?.name?.startsWith('model.')) {
    const call = (await decode(converter, scheduled.input?.payloads?.[0])) as ModelCall | undefined;
    if (call?.v === 1) calls.set(String(event.eventId), call);
  }
  const completed = event.activityTaskCompletedEventAttributes;
  const call = completed ? calls.get(String(completed.scheduledEventId)) : undefined;
  if (call === undefined) return;
  const result = (await decode(converter, completed?.result?.payloads?.[0])) as StepReply;
  const reply = (isStepResult(result) ? result.value : result) as unknown as ModelReply;
  const codec = codecs.get(call.codec);
  const settings = settingsOf(call, record);
  if ('need' in reply || codec === undefined || settings === undefined) return;
  const node = nodeOfCall(call, { answer: reply.answer, settings, predict: codec.predict });
  record.nodes.set(chainHead(node), node);
}

/** The hash of a call's settings; notes the settings themselves when the call brought them. */
function settingsOf({ settings, parent }: ModelCall, record: Reading['record']): Hash | undefined {
  if (settings === undefined) return parent === null ? undefined : record.nodes.get(parent)?.settings;
  if ('ref' in settings) return settings.ref;
  const hash = settingsHash(settings.value);
  record.settings.set(hash, settings.value);
  return hash;
}

async function decode({ payloadCodecs, payloadConverter }: LoadedDataConverter, payload: Payload | null | undefined): Promise<unknown> {
  if (payload === null || payload === undefined) return undefined;
  let payloads = [payload];
  // As Temporal does it: the codec that came last when writing comes first.
  for (const codec of payloadCodecs.toReversed()) payloads = await codec.decode(payloads);
  const [decoded] = payloads;
  return decoded && payloadConverter.fromPayload(decoded);
}
