import { fileURLToPath } from 'node:url';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { adapterContract } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import type { Json } from '../../src/shared/contract/json.ts';
import type { Adapter } from '../../src/worker/adapter.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as aiSdkModels from '../fixtures/agent/models.ts';
import * as langchainModels from '../fixtures/testing/langchain-model.ts';

const KEY = 'sk-canary-of-the-contract-7Hq2Lw';

const common = {
  framework: { describe, test, beforeAll, afterAll },
  workflow: 'askOnce',
  useProvider: (url: string) => void Object.assign(process.env, { MODEL_URL: url, MODEL_KEY: KEY }),
  secrets: [KEY],
};

const stores = () => ({ store: memoryStore(), journal: memoryJournal() });

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../fixtures/testing/${file}`, import.meta.url));
}

adapterContract({
  ...common,
  name: 'ai-sdk',
  workflowsPath: pathOf('ai-sdk-workflows.ts'),
  createPlugin: () => new OncewardPlugin({ modules: [aiSdkModels], adapters: [aiSdk()], ...stores() }),
  sendsKey: true,
});

adapterContract({
  ...common,
  name: 'langchain',
  workflowsPath: pathOf('langchain-workflows.ts'),
  createPlugin: () => new OncewardPlugin({ modules: [langchainModels], adapters: [langchain()], ...stores() }),
});

/** The adapter with every fault that the contract is about. */
function brokenAdapter(): Adapter {
  const adapter = aiSdk();
  const kind = adapter.kinds['ai-sdk/language-model'];
  const real = kind?.perform?.bind(kind);
  if (kind === undefined || real === undefined) throw new Error('The adapter has no language models.');
  const perform: typeof real = async (target, call) => {
    const context = { ...call.context, signal: new AbortController().signal, idempotencyKey: 'ow1_another' };
    const careless = { ...call, context, addUsage: () => undefined };
    const reply = await real(target, careless).catch(() => real(target, careless));
    return { ...(reply as object), request: { body: call.input, authorization: KEY } } as unknown as Json;
  };
  return { ...adapter, kinds: { ...adapter.kinds, 'ai-sdk/language-model': { ...kind, perform } } };
}

test('the contract fails an adapter for each of its faults', async () => {
  const tests = new Map<string, () => Promise<void>>();
  const hooks: (() => Promise<void>)[] = [];
  const add = (run: () => Promise<void>): void => void hooks.push(run);
  const framework = {
    describe: (_name: string, define: () => void) => define(),
    test: (name: string, run: () => Promise<void>) => void tests.set(name, run),
    beforeAll: add,
    afterAll: add,
  };
  adapterContract({
    ...common,
    framework,
    name: 'broken',
    workflowsPath: pathOf('ai-sdk-workflows.ts'),
    createPlugin: () => new OncewardPlugin({ modules: [aiSdkModels], adapters: [brokenAdapter()], ...stores() }),
  });
  const [open, close] = hooks;
  await open?.();
  const outcomes: string[] = [];
  for (const [name, run] of tests) {
    await run().then(
      () => outcomes.push(`kept: ${name}`),
      (error: unknown) => outcomes.push(`broken: ${(error as Error).message.split('\n')[0]}`),
    );
  }
  await close?.();
  expect(outcomes).toEqual([
    'kept: the workflow gets what the model said',
    expect.stringMatching(/^broken: Expected values to be strictly deep-equal/),
    expect.stringMatching(/^broken: The connection was still open/),
    expect.stringMatching(/^broken: The result of the step repeats the prompt/),
    expect.stringMatching(/^broken: Expected values to be strictly deep-equal/),
    expect.stringMatching(/^broken: Expected values to be strictly equal/),
  ]);
}, 120_000);

test('an option that does not exist is refused', () => {
  expect(() => adapterContract({ ...common, keys: true } as never)).toThrow(expect.objectContaining({ code: 'UnknownOption' }));
});
