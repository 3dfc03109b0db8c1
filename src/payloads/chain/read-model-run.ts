import type { LoadedDataConverter, Payload } from '@temporalio/common';
import { chainHead, settingsHash } from '../../shared/chain/chain-hash.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import { nodeOfCall } from '../../shared/chain/node-of-call.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import type { ChainNode, ModelCall, ModelReply } from '../../shared/contract/prompt-chain.js';
import { isStepResult, type StepReply, type StepResult } from '../../shared/contract/step-result.js';
import { decodePayload } from '../decode-payload.js';

/** A client of Temporal's, of a process of its own or of an activity. */
export interface HistoryClient {
  readonly options: { readonly loadedDataConverter: LoadedDataConverter };
  readonly workflowService: {
    getWorkflowExecutionHistory(request: HistoryRequest & { readonly nextPageToken: Uint8Array | undefined }): Promise<HistoryPage>;
  };
}

/** Which history. */
export interface HistoryRequest {
  readonly namespace: string;
  /** Without a run id, the newest run. */
  readonly execution: { readonly workflowId: string; readonly runId?: string };
}

interface HistoryPage {
  readonly history?: { readonly events?: readonly HistoryEvent[] | null } | null;
  readonly nextPageToken?: Uint8Array | null;
}

interface HistoryEvent {
  readonly eventId?: unknown;
  readonly eventTime?: { readonly seconds?: { toNumber(): number } | null } | null;
  readonly workflowExecutionStartedEventAttributes?: {
    readonly continuedExecutionRunId?: string | null;
    readonly originalExecutionRunId?: string | null;
    readonly header?: { readonly fields?: Readonly<Record<string, Payload>> | null } | null;
  } | null;
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType?: { readonly name?: string | null } | null;
    readonly input?: { readonly payloads?: readonly Payload[] | null } | null;
  } | null;
  readonly activityTaskCompletedEventAttributes?: {
    readonly scheduledEventId?: unknown;
    readonly result?: { readonly payloads?: readonly Payload[] | null } | null;
  } | null;
}

/** An answered model call, as its history has it. */
export interface ModelStep {
  readonly activityType: string;
  /** When the answer was recorded. */
  readonly at: Date;
  readonly call: ModelCall;
  readonly answer: Json;
  /** What stands beside the answer; missing for that of a worker without the plugin. */
  readonly result?: StepResult;
  /** What the call left in its conversation. */
  readonly node: ChainNode;
  readonly head: Hash;
}

/** What the model calls of a run have left in its history. */
export interface ModelRun {
  /** In the order of their answers. */
  readonly steps: readonly ModelStep[];
  readonly nodes: ReadonlyMap<Hash, ChainNode>;
  readonly settings: ReadonlyMap<Hash, Json>;
  /** The headers that the run was started with. */
  readonly headers: Readonly<Record<string, Payload>>;
  /** The run that this one continues. */
  readonly previousRunId: string | undefined;
}

/** Reads the model calls of one run, page by page, through the client's data converter. */
export async function readModelRun(
  client: HistoryClient,
  request: HistoryRequest,
  codecs: ReadonlyMap<string, ModelCodec>,
): Promise<ModelRun> {
  const reading = new Reading(client.options.loadedDataConverter, codecs);
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.getWorkflowExecutionHistory({ ...request, nextPageToken });
    for (const event of page.history?.events ?? []) await reading.read(event);
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken !== undefined);
  return reading;
}

class Reading implements ModelRun {
  readonly steps: ModelStep[] = [];
  readonly nodes = new Map<Hash, ChainNode>();
  readonly settings = new Map<Hash, Json>();
  headers: ModelRun['headers'] = {};
  previousRunId: string | undefined;
  readonly #converter: LoadedDataConverter;
  readonly #codecs: ReadonlyMap<string, ModelCodec>;
  /** Calls that have not completed yet, by the event that scheduled them. */
  readonly #calls = new Map<string, { readonly activityType: string; readonly call: ModelCall }>();

  constructor(converter: LoadedDataConverter, codecs: ReadonlyMap<string, ModelCodec>) {
    this.#converter = converter;
    this.#codecs = codecs;
  }

  async read(event: HistoryEvent): Promise<void> {
    const started = event.workflowExecutionStartedEventAttributes;
    if (started) {
      this.previousRunId = started.continuedExecutionRunId || undefined;
      this.headers = started.header?.fields ?? {};
    }
    await this.#readCall(event);
    await this.#readAnswer(event);
  }

  async #readCall({ eventId, activityTaskScheduledEventAttributes: scheduled }: HistoryEvent): Promise<void> {
    const activityType = scheduled?.activityType?.name ?? '';
    const [payload] = scheduled?.input?.payloads ?? [];
    if (payload === undefined || !activityType.startsWith('model.')) return;
    const call = (await decodePayload(this.#converter, payload)) as ModelCall | undefined;
    if (call?.v === 1) this.#calls.set(String(eventId), { activityType, call });
  }

  async #readAnswer({ eventTime, activityTaskCompletedEventAttributes: completed }: HistoryEvent): Promise<void> {
    const { activityType = '', call } = this.#calls.get(String(completed?.scheduledEventId)) ?? {};
    const [payload] = completed?.result?.payloads ?? [];
    if (call === undefined || payload === undefined) return;
    const result = (await decodePayload(this.#converter, payload)) as StepReply;
    const reply = (isStepResult(result) ? result.value : result) as unknown as ModelReply;
    const codec = this.#codecs.get(call.codec);
    const settings = this.#settingsOf(call);
    if ('need' in reply || codec === undefined || settings === undefined) return;
    const node = nodeOfCall(call, { answer: reply.answer, settings, predict: codec.predict });
    const head = chainHead(node);
    this.nodes.set(head, node);
    const at = new Date((eventTime?.seconds?.toNumber() ?? 0) * 1_000);
    this.steps.push({ activityType, at, call, answer: reply.answer, node, head, ...(isStepResult(result) && { result }) });
  }

  /** The hash of a call's settings; notes the settings themselves when the call brought them. */
  #settingsOf({ settings, parent }: ModelCall): Hash | undefined {
    if (settings === undefined) return parent === null ? undefined : this.nodes.get(parent)?.settings;
    if ('ref' in settings) return settings.ref;
    const hash = settingsHash(settings.value);
    this.settings.set(hash, settings.value);
    return hash;
  }
}
