import { defaultPayloadConverter, ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AI_SDK_CODEC } from '../../../adapters/ai-sdk/shared/codec.ts';
import { aiSdk } from '../../../adapters/ai-sdk/worker/ai-sdk.ts';
import type { Artifacts } from '../../../src/shared/artifacts/artifacts.ts';
import type { Json } from '../../../src/shared/contract/json.ts';
import type { RunContext } from '../../../src/shared/contract/run-context.ts';
import type { StepResult } from '../../../src/shared/contract/step-result.ts';
import { DEFAULT_POLICIES } from '../../../src/shared/policy/default-policies.ts';
import type { StepCall } from '../../../src/worker/adapter.ts';
import { ChainServices } from '../../../src/worker/chain/chain-services.ts';
import { memoryJournal } from '../../../src/worker/journal/memory-journal.ts';
import { createActivities } from '../../../src/worker/pipeline/create-activity.ts';
import { withActivityHeaders } from '../../../src/worker/pipeline/step-header-of.ts';
import type { StepHeader } from '../../../src/shared/contract/step-header.ts';
import type { DurableStep } from '../../../src/worker/registry/durable-step.ts';
import { createArtifacts } from '../../../src/worker/stores/create-artifacts.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';
import { expectStored, storedSample } from '../../fixtures/contract/stored-sample.ts';

const STEP: DurableStep = {
  exportName: 'model',
  file: 'models.ts',
  entry: { activityType: 'model.model', kind: 'model', id: 'model', policy: DEFAULT_POLICIES.model },
  describe: () => ({}),
  stub: { module: '', export: '' },
  options: {},
  codec: AI_SDK_CODEC,
  aliases: [],
};
const USAGE = { provider: 'openai', model: 'gpt-5', tokens: { input: 12, output: 3 }, billed: 'yes' } as const;
/** Of a call, not of what a person said of one. */
const { doneIn: _said, ...HEADER } = storedSample('step-header') as StepHeader;
const HEADERS = { 'onceward-step': defaultPayloadConverter.toPayload(HEADER) };
const INPUT: Json = { prompt: 'Hello' };

beforeAll(() => vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z'), toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

interface AttemptOptions {
  readonly journal?: ReturnType<typeof memoryJournal>;
  readonly attempt?: number;
  readonly heartbeatTimeoutMs?: number;
  readonly onHeartbeat?: (details: unknown) => void;
  readonly input?: Json;
}

/** Runs one attempt through the real activity side, as Temporal would. */
function runAttempt(perform: (call: StepCall) => Promise<Json>, options: AttemptOptions = {}): Promise<StepResult> {
  const { journal = memoryJournal(), attempt = 1, heartbeatTimeoutMs = 10_000, onHeartbeat, input = INPUT } = options;
  const store = memoryStore();
  const chain = new ChainServices({
    place: { store, formerStores: [] },
    codecs: new Map([[AI_SDK_CODEC.name, AI_SDK_CODEC]]),
    cachedPrompts: 4,
  });
  const artifactsFor = ({ tenant }: RunContext): Artifacts => createArtifacts({ store, ...(tenant && { tenant }) });
  const activityOf = createActivities({ journal, chain, artifactsFor });
  const environment = new MockActivityEnvironment({ activityType: 'model.model', attempt, heartbeatTimeoutMs });
  if (onHeartbeat !== undefined) environment.on('heartbeat', onHeartbeat);
  const activity = activityOf(STEP, perform);
  return withActivityHeaders(HEADERS, () => environment.run(() => activity(input)));
}

async function answers(call: StepCall): Promise<Json> {
  call.addUsage(USAGE);
  return { text: 'Hello' };
}

describe('what the activity side writes today is what is stored', () => {
  test('the result, in history', async () => {
    expectStored('written-step-result', await runAttempt(answers));
  });

  test('the result that a later attempt found in the journal', async () => {
    const journal = memoryJournal();
    await runAttempt(answers, { journal });
    const never = (): never => expect.unreachable('it was recorded');
    expectStored('written-step-result-replayed', await runAttempt(never, { journal, attempt: 2 }));
  });

  test('the journal record', async () => {
    const journal = memoryJournal();
    await runAttempt(answers, { journal });
    expectStored('written-journal-record', await journal.get(HEADER.key));
  });

  test('a record of a released version is replayed, and pays nothing', async () => {
    const journal = memoryJournal();
    await journal.put(storedSample('written-journal-record') as Parameters<typeof journal.put>[0]);
    const never = (): never => expect.unreachable('it was recorded');
    expect(await runAttempt(never, { journal, attempt: 2 })).toMatchObject({ value: { text: 'Hello' }, replayedFrom: 'answer' });
  });

  test('the failure: its type, and details without the error itself', async () => {
    const failing = async (call: StepCall): Promise<Json> => {
      call.addUsage(USAGE);
      throw Object.assign(new Error('slow down'), { name: 'RateLimitError', status: 429, headers: { 'retry-after': '3' } });
    };
    const failure: unknown = await runAttempt(failing).catch((error: unknown) => error);
    if (!(failure instanceof ApplicationFailure)) throw failure;
    const { type, nonRetryable, message, details } = failure;
    expectStored('written-failure', { type, nonRetryable, message, details });
  });

  test('the heartbeat', async () => {
    const beats: unknown[] = [];
    const onHeartbeat = (details: unknown): void => void beats.push(structuredClone(details));
    const answersAfterABeat = async (call: StepCall): Promise<Json> => {
      await vi.waitFor(() => expect(beats).not.toEqual([]));
      return answers(call);
    };
    await runAttempt(answersAfterABeat, { heartbeatTimeoutMs: 100, onHeartbeat });
    expectStored('written-attempt-record', beats[0]);
  });

  test('a call shorter than a quarter of its heartbeat timeout costs no heartbeat', async () => {
    const beats: unknown[] = [];
    await runAttempt(answers, { onHeartbeat: (details) => beats.push(details) });
    expect(beats).toEqual([]);
  });

  test('a reference to an artifact', async () => {
    const artifacts = createArtifacts({ store: memoryStore(), tenant: 'acme' });
    expectStored('written-artifact-reference', await artifacts.put('Hello', { mediaType: 'text/plain', preview: 'Hello' }));
  });

  test('the reply to a stored model call', async () => {
    const requests: unknown[] = [];
    // An edit script needs a parent.
    const { edit: _edit, ...modelCall } = storedSample('model-call') as { readonly [key: string]: Json };
    const model = {
      specificationVersion: 'v4',
      provider: 'scripted',
      modelId: 'scripted-1',
      async doGenerate({ abortSignal: _signal, ...request }: Record<string, unknown>) {
        requests.push(request);
        const [inputTokens, outputTokens] = [{ total: 12, cacheRead: 4 }, { total: 3 }];
        const finishReason = { unified: 'stop', raw: 'stop' };
        const response = { id: 'r-1', headers: { 'x-secret': 'canary' }, body: { secret: 'canary' } };
        return { content: [{ type: 'text', text: 'Hi' }], finishReason, usage: { inputTokens, outputTokens }, warnings: [], response };
      },
    };
    const perform = (call: StepCall): Promise<Json> => aiSdk().kinds['ai-sdk/language-model']?.perform?.(model, call) ?? Promise.reject();
    const written = await runAttempt(perform, { input: modelCall });
    expectStored('written-model-reply', written);
    expect(requests).toMatchObject([{ temperature: 0, prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] }]);
    expect(JSON.stringify(written)).not.toContain('canary');
  });
});
