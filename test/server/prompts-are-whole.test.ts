import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { oncewardClient } from 'onceward/client';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import type { BlobStore } from 'onceward';
import { memoryJournal, memoryStore, OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageScript, taskOf } from '../fixtures/chain/page-script.ts';
import * as steps from '../fixtures/chain/steps.ts';
import * as plain from '../fixtures/chain/workflows.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { bodiesOf } from '../fixtures/sent-requests.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';

const WORKFLOWS = fileURLToPath(new URL('../fixtures/chain/workflows.ts', import.meta.url));
const ENCRYPTION = { keyId: 'k1', key: () => new Uint8Array(32).fill(7) };
/** Memory that forgets at once, so that every prompt is found anew. */
const FORGETFUL = { cachedPrompts: 0 };

type Stores = Pick<OncewardPluginOptions, 'store' | 'encryption' | 'cachedPrompts'>;

/** All five in every way take minutes: `CHAIN_EDITS=all npm test -- test/server/prompts-are-whole`. */
const EDITS =
  process.env['CHAIN_EDITS'] === 'all'
    ? (['none', 'prune', 'summarise', 'shorten', 'as-text'] as const)
    : (['shorten', 'as-text'] as const);

let temporal: Temporal;
let provider: ScriptedProvider;
let workflowBundle: WorkflowBundle;
let runs = 0;

function newPlugin(stores: Stores): OncewardPlugin {
  return new OncewardPlugin({ modules: [steps], adapters: [aiSdk()], journal: memoryJournal(), ...stores });
}

beforeAll(async () => {
  provider = await startScriptedProvider({ script: pageScript() });
  process.env['MODEL_URL'] = provider.url;
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(WORKFLOWS, newPlugin({ store: memoryStore() }));
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
});

/** The bodies that the provider got while `fn` ran, the same ones side by side in an order of their own. */
async function requestsOf(fn: () => Promise<unknown>): Promise<readonly string[]> {
  return (await bodiesOf(provider, fn)).toSorted();
}

/** Runs a workflow on a worker with these stores. */
function run(stores: Stores, workflow: 'readOn' | 'readSideBySide', args: readonly unknown[]): Promise<unknown> {
  const client = new Client({
    connection: temporal.client.connection,
    plugins: [oncewardClient(stores.encryption && { encryption: stores.encryption })],
  });
  const taskQueue = `chain-${(runs += 1)}`;
  const worker = { connection: temporal.connection, taskQueue, workflowBundle, plugins: [newPlugin(stores)] };
  return withWorker(worker, () =>
    client.workflow.execute(workflow, { args: [...args], taskQueue, workflowId: taskQueue, workflowExecutionTimeout: '60s' }),
  );
}

const WAYS: readonly (readonly [string, () => Stores])[] = [
  ['a store', () => ({ store: memoryStore() })],
  ['a store, and a memory that forgets at once', () => ({ store: memoryStore(), ...FORGETFUL })],
  ['an encrypted store, and a memory that forgets at once', () => ({ store: memoryStore(), encryption: ENCRYPTION, ...FORGETFUL })],
  ['no store', () => ({ store: 'none' })],
  ['no store, and a memory that forgets at once: the history has it', () => ({ store: 'none', ...FORGETFUL })],
];

describe.each(WAYS)('with %s', (_way, stores) => {
  test.each(EDITS)(
    'the provider gets what plain code sends, to the letter, though a middleware does this to the messages: %s',
    async (edit) => {
      const tasks = [taskOf(100, 9), taskOf(203, 7)];
      const expected = await requestsOf(() => plain.readSideBySide(tasks, edit));
      const own = stores();
      expect(await requestsOf(() => run(own, 'readSideBySide', [tasks, edit]))).toEqual(expected);
      expect(expected.length).toBeGreaterThan(12);
    },
  );
});

describe('what is gone is an error, never a shorter prompt', () => {
  test.each([
    ['one result', (key: string, results: readonly string[]) => key === results[0]],
    ['the whole store', () => true],
  ])('%s', async (_what, isGone) => {
    const store = losing(memoryStore(), isGone);
    const failure = await run({ store, ...FORGETFUL }, 'readOn', [taskOf(4, 6), 'none']).catch((error: unknown) => error);
    expect(String((failure as { cause?: unknown }).cause)).toMatch(/PayloadMissing: The store 'memory' \(.*\) has no object/);
  });

  test('a node of the chain is found in the history, and the prompt is the same', async () => {
    const expected = await requestsOf(() => plain.readOn(taskOf(4, 6), 'none'));
    // Of what the store holds, only results are needed when the history can be read.
    const results = new Set<string>();
    const inner = memoryStore();
    const store: BlobStore = {
      ...bound(inner),
      async put(key, content, options) {
        if (content instanceof Uint8Array && !new TextDecoder().decode(content).startsWith('{"v":1,"parent"')) results.add(key);
        await inner.put(key, content, options);
      },
      get: async (key) => (results.has(key) ? inner.get(key) : undefined),
    };
    expect(await requestsOf(() => run({ store, ...FORGETFUL }, 'readOn', [taskOf(4, 6), 'none']))).toEqual(expected);
  });
});

/** A store that has lost some of what it was given. `results` are the keys of the pages, oldest first. */
function losing(store: BlobStore, isGone: (key: string, results: readonly string[]) => boolean): BlobStore {
  const results: string[] = [];
  return {
    ...bound(store),
    async put(key, content, options) {
      if (content instanceof Uint8Array && new TextDecoder().decode(content).startsWith('{"title"')) results.push(key);
      await store.put(key, content, options);
    },
    get: async (key) => (isGone(key, results) ? undefined : store.get(key)),
  };
}

function bound(store: BlobStore): BlobStore {
  return {
    name: store.name,
    location: store.location,
    put: (key, content, options) => store.put(key, content, options),
    get: (key) => store.get(key),
    head: (key) => store.head(key),
    move: (from, to) => store.move(from, to),
    delete: (key) => store.delete(key),
    list: (prefix) => store.list(prefix),
  };
}
