import { expect, test } from 'vitest';
import { defaultPayloadConverter } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { StoreUnavailable, type BlobStore } from 'onceward';
import { sealedContent } from '../../../src/payloads/encryption/sealed-content.ts';
import { DEFAULT_POLICIES } from '../../../src/shared/policy/default-policies.ts';
import type { StepResult } from '../../../src/shared/contract/step-result.ts';
import { ChainServices } from '../../../src/worker/chain/chain-services.ts';
import { memoryJournal } from '../../../src/worker/journal/memory-journal.ts';
import { createActivities } from '../../../src/worker/pipeline/create-activity.ts';
import { withActivityHeaders } from '../../../src/worker/pipeline/step-header-of.ts';
import { createArtifacts } from '../../../src/worker/stores/create-artifacts.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';

const KEY = 'ow1_00112233445566778899aabbccddeeff';
const EXCHANGE = { request: { body: '{"prompt":"hello"}' }, response: { body: { text: 'hi' } } };

/** One attempt of a model's activity, with the capture switched on, whose store does what `put` does. */
async function answerWith(put?: BlobStore['put']): Promise<{ result: StepResult; calls: number; keys: string[]; recorded: unknown }> {
  const store = Object.assign(memoryStore(), put && { put });
  const journal = memoryJournal();
  let calls = 0;
  const activity = createActivities({
    journal,
    chain: new ChainServices({ place: sealedContent({ store, formerStores: [] }, undefined), codecs: new Map(), cachedPrompts: 4 }),
    artifactsFor: () => createArtifacts({ store }),
    capture: true,
  })(
    {
      exportName: 'model',
      file: 'models.ts',
      entry: { activityType: 'model.model', kind: 'model', id: 'model', policy: DEFAULT_POLICIES.model },
      describe: () => ({}),
      stub: { module: '', export: '' },
      options: {},
      aliases: [],
    },
    async (call) => {
      calls += 1;
      const captured = await call.capture?.(EXCHANGE);
      call.addUsage({ provider: 'p', model: 'm', tokens: {}, billed: 'yes', ...(captured !== undefined && { captured }) });
      return 'hi';
    },
  );
  const header = defaultPayloadConverter.toPayload({ v: 1, key: KEY, scope: 'run:order/1', step: 'model.model', ordinal: 0 });
  const environment = new MockActivityEnvironment({ activityType: 'model.model', attempt: 1, startToCloseTimeoutMs: 60_000 });
  const attempt = (): Promise<StepResult> => environment.run(() => activity(null));
  const result = await withActivityHeaders({ 'onceward-step': header }, attempt);
  const keys: string[] = [];
  for await (const { key } of store.list('')) keys.push(key);
  return { result, calls, keys, recorded: await journal.get(KEY) };
}

test('what is captured is one object, and the result has its name', async () => {
  const { result, keys } = await answerWith();
  expect(keys).toEqual([expect.stringMatching(/^sha256\/[\da-f]{64}$/)]);
  expect(result.usage?.[0]?.captured).toMatch(/^[\w-]{43}$/);
});

test('a store that takes nothing costs the capture, and neither the result nor a second call', async () => {
  const refused = new StoreUnavailable({ store: 'memory', location: 'here', problem: 'is full', hint: 'Empty it.', retryable: false });
  const { result, calls, recorded } = await answerWith(() => Promise.reject(refused));
  expect([result.value, calls]).toEqual(['hi', 1]);
  expect(result.usage).toEqual([{ provider: 'p', model: 'm', tokens: {} }]);
  // It was on record before the store was asked.
  expect(recorded).toMatchObject({ value: 'hi' });
});
