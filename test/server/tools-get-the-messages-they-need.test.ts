import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { bodiesOf } from '../fixtures/sent-requests.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as steps from '../fixtures/needs/steps.ts';
import * as plain from '../fixtures/needs/workflows.ts';

const WORKFLOWS = new URL('../fixtures/needs/workflows.ts', import.meta.url);

let temporal: Temporal;
let provider: ScriptedProvider;
let workflowBundle: Awaited<ReturnType<typeof bundleWorkflows>>;

function newPlugin(options: Partial<OncewardPluginOptions> = {}): OncewardPlugin {
  return new OncewardPlugin({
    modules: [steps],
    adapters: [aiSdk(), langchain()],
    store: memoryStore(),
    journal: memoryJournal(),
    ...options,
  });
}

beforeAll(async () => {
  provider = await startScriptedProvider({
    script({ messages, tools }) {
      const asked = messages.filter(({ role }) => role === 'assistant').length;
      if (asked === 2) return { text: 'That was all.' };
      return { text: `Let me see, ${asked}.`, toolCalls: [{ id: `call_${asked}`, name: tools[0] ?? '', input: { about: 'all' } }] };
    },
  });
  process.env['MODEL_URL'] = provider.url;
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(WORKFLOWS, newPlugin());
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
});

async function run(workflow: string, options: Partial<OncewardPluginOptions> = {}): Promise<WorkflowHandle> {
  const taskQueue = randomUUID();
  const worker = { connection: temporal.connection, taskQueue, workflowBundle, plugins: [newPlugin(options)] };
  return withWorker(worker, async () => {
    const handle = await temporal.client.workflow.start(workflow, { taskQueue, workflowId: taskQueue });
    await handle.result().catch(() => undefined);
    return handle;
  });
}

describe.each([
  ['a store, and a memory that forgets at once', { cachedPrompts: 0 }],
  ['no store', { store: 'none', cachedPrompts: 0 } as const],
])('with %s', (_way, options) => {
  test('a tool of the AI SDK gets what the SDK itself would have given it', async () => {
    const expected = await bodiesOf(provider, plain.recapWithAiSdk);
    expect(await bodiesOf(provider, () => run('recapWithAiSdk', options))).toEqual(expected);
    expect(expected.at(-1)).toContain('user: What did we talk about?');
  });

  test('a tool of LangChain finds in its state what an agent would have put there', async () => {
    const expected = await bodiesOf(provider, plain.recapWithLangChain);
    expect(await bodiesOf(provider, () => run('recapWithLangChain', options))).toEqual(expected);
    expect(expected.at(-1)).toContain('human: What did we talk about?');
  });
});

test('the messages do not go through history: only where they are', async () => {
  const handle = await run('recapWithAiSdk');
  const calls = activitiesOf(await handle.fetchHistory()).filter(({ activityType }) => activityType === 'tool.recap');
  expect(calls.map(({ input }) => input)).toEqual(
    calls.map(() => [{ about: 'all' }, { v: 1, head: expect.stringMatching(/^[\w-]{43}$/), codec: 'ai-sdk/v4' }]),
  );
});

test('a tool that no model called is refused its messages, typed', async () => {
  const handle = await run('recapAlone');
  const failure: unknown = await handle.result().catch((error: { readonly cause?: unknown }) => error.cause);
  expect(String(failure)).toMatch(/needs messages, and was not called by a model/);
});
