import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { readModelRun, type ModelRun, type ModelStep } from '../../payloads/chain/read-model-run.js';
import { createTextStore } from '../../payloads/chain/text-store.js';
import { createCipher } from '../../payloads/encryption/create-cipher.js';
import type { EncryptionOptions } from '../../payloads/encryption/encryption-options.js';
import { sealedContent } from '../../payloads/encryption/sealed-content.js';
import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import type { ConversationForm } from '../../shared/chain/conversation-form.js';
import type { CapturedExchange } from '../../shared/contract/captured-exchange.js';
import type { Json } from '../../shared/contract/json.js';
import { RUN_CONTEXT_HEADER_NAME, type RunContext } from '../../shared/contract/run-context.js';
import type { UsageRecord } from '../../shared/contract/usage-record.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { readStepUsage } from '../../shared/steps/step-usage.js';
import { createClientArtifacts } from '../client-artifacts.js';
import { PromptReader, type PromptSources } from './prompt-reader.js';

/** `store`, `formerStores` and `encryption` must be those of the workers. */
export interface TranscriptOptions {
  /** Those of the frameworks that the run's models are of. Each adapter has one in its entry for clients. */
  readonly forms: readonly ConversationForm[];
  /** @default the newest run; in either case with the runs that it continues */
  readonly runId?: string;
  readonly store?: BlobStore;
  readonly formerStores?: readonly BlobStore[];
  readonly encryption?: EncryptionOptions;
}

const OPTION_NAMES = ['forms', 'runId', 'store', 'formerStores', 'encryption'] as const satisfies readonly (keyof TranscriptOptions)[];

/** One answered model call. */
export interface TranscriptStep {
  /** From 1, in the order of the answers. */
  readonly number: number;
  readonly activityType: string;
  readonly answeredAt: Date;
  /** The messages that the model was sent, as the framework had made them, in JSON, with results in place of references and the content of files. */
  readonly prompt: readonly Json[];
  /** Tools, temperature and what else the call said. */
  readonly settings: Json;
  /** What the model answered, as the framework got it, in JSON. */
  readonly answer: Json;
  /** What the provider says the call used. */
  readonly usage: readonly Omit<UsageRecord, 'key'>[];
  /**
   * What the provider was sent and what it sent back, for a model with the option `capture`. What the store no longer has is left out: a worker
   * that died before it wrote it, or a clean-up.
   */
  readonly exchanges: () => Promise<readonly CapturedExchange[]>;
  /** The whole conversation, the answer included, in the form that the framework's users keep. */
  readonly messages: () => Json[];
  /** The name of that form, such as `ui-messages`. */
  readonly form: string;
}

/**
 * Every model call of a run, with its exact prompt and answer: from its history, that of the runs it continues, and the store. Reading changes
 * nothing, and needs no worker. Calls that child workflows made are in theirs.
 *
 * @param client one with `oncewardClient()`, when payloads are encrypted or compressed
 * @throws PayloadMissing, PayloadCorrupted, DecryptionFailed; PromptLost when a run that this one continues is in neither history nor store; UnknownOption
 * @example
 * ```ts
 * const steps = await readTranscript(client, 'claim-7', { forms: [conversation], store });
 * console.log(steps.at(-1)?.prompt, steps.at(-1)?.answer);
 * ```
 */
export async function readTranscript(client: Client, workflowId: string, options: TranscriptOptions): Promise<readonly TranscriptStep[]> {
  checkOptions('readTranscript()', options, OPTION_NAMES);
  const forms = new Map(options.forms.map((form) => [form.codec.name, form]));
  const runs = await readRuns(client, {
    workflowId,
    runId: options.runId,
    codecs: new Map([...forms].map(([name, form]) => [name, form.codec])),
  });
  const reader = new PromptReader(runs, sourcesOf(options, tenantOf(runs)));
  const steps: TranscriptStep[] = [];
  for (const step of runs.flatMap((run) => run.steps)) {
    const form = forms.get(step.call.codec);
    if (form !== undefined) steps.push(await toTranscriptStep(step, { number: steps.length + 1, form, reader }));
  }
  return steps;
}

interface Place {
  readonly number: number;
  readonly form: ConversationForm;
  readonly reader: PromptReader;
}

async function toTranscriptStep(step: ModelStep, { number, form, reader }: Place): Promise<TranscriptStep> {
  const { activityType, at, result } = step;
  const { codec, name, toMessages } = form;
  const prompt = (await reader.promptOf(step)).map(codec.toMessage);
  const answer = await reader.withFiles(step.answer);
  const { attempt = 1, usage = [] } = result ?? {};
  return {
    number,
    activityType,
    answeredAt: at,
    prompt,
    settings: await reader.settingsOf(step),
    answer,
    usage: usage.map((record) => {
      const { key: _key, ...rest } = readStepUsage(record, { key: '', attempt, said: codec.usageOf(answer) });
      return rest;
    }),
    exchanges: () => reader.exchangesOf(usage),
    messages: () => toMessages(prompt, answer),
    form: name,
  };
}

/** The run, after those that it continues. */
async function readRuns(
  client: Client,
  { workflowId, runId, codecs }: { workflowId: string; runId: string | undefined; codecs: Parameters<typeof readModelRun>[2] },
): Promise<readonly ModelRun[]> {
  const { namespace } = client.options;
  const runs: ModelRun[] = [];
  for (let next = runId ?? 'newest'; next !== '';) {
    const execution = { workflowId, ...(next !== 'newest' && { runId: next }) };
    const run: ModelRun = await readModelRun(client, { namespace, execution }, codecs);
    runs.unshift(run);
    next = run.previousRunId ?? '';
  }
  return runs;
}

function tenantOf(runs: readonly ModelRun[]): string | undefined {
  const payload = runs.at(-1)?.headers[RUN_CONTEXT_HEADER_NAME];
  return payload && defaultPayloadConverter.fromPayload<RunContext>(payload).tenant;
}

function sourcesOf({ store, formerStores, encryption }: TranscriptOptions, tenant: string | undefined): PromptSources {
  const artifacts = createClientArtifacts({
    ...(store !== undefined && { store }),
    ...(formerStores !== undefined && { formerStores }),
    ...(encryption !== undefined && { encryption }),
    ...(tenant !== undefined && { context: { tenant } }),
  });
  return {
    texts: store && createTextStore(sealedContent({ store, formerStores }, encryption && createCipher(encryption)), tenant),
    readFile: (reference) => artifacts.open(reference).bytes(),
  };
}
