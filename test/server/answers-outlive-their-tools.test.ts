import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { expectReplays, readHistory, startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { lineScript } from '../fixtures/line-script.ts';
import * as aiAfter from '../fixtures/versions/called-ai-after.ts';
import * as aiBefore from '../fixtures/versions/called-ai-before.ts';
import * as langchainAfter from '../fixtures/versions/called-langchain-after.ts';
import * as langchainBefore from '../fixtures/versions/called-langchain-before.ts';
import * as models from '../fixtures/versions/loop-models.ts';

const TASK_QUEUE = 'called';
/** Models have workers of their own, so that an answer comes while no worker has the workflow's code. */
const MODELS_QUEUE = 'called-models';

const DEPLOYS = { before: [aiBefore, langchainBefore], after: [aiAfter, langchainAfter] } as const;
type Deploy = keyof typeof DEPLOYS;

const store = memoryStore();
const journal = memoryJournal();
const bundles = new Map<Deploy, WorkflowBundle>();
const held = Promise.withResolvers<void>();
let asked = 0;
let temporal: Temporal;
let provider: ScriptedProvider;

function pluginOf(deploy: Deploy, serve = TASK_QUEUE): OncewardPlugin {
  const kinds = { model: { taskQueue: MODELS_QUEUE } };
  const modules = [models, ...DEPLOYS[deploy]];
  return new OncewardPlugin({
    modules,
    kinds,
    serve: [serve],
    defaults: { taskQueue: TASK_QUEUE },
    adapters: [aiSdk(), langchain()],
    store,
    journal,
    shutdownGrace: '1s',
  });
}

/** A worker that keeps no run in memory: every task is a replay. */
function deployed<Result>(deploy: Deploy, fn: () => Promise<Result>): Promise<Result> {
  const workflowBundle = bundles.get(deploy);
  const plugins = [pluginOf(deploy)];
  return withWorker({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins, maxCachedWorkflows: 0 }, fn);
}

beforeAll(async () => {
  provider = await startScriptedProvider({
    script: async (request) => {
      const reply = lineScript(request);
      if (JSON.stringify(reply).includes('"two')) {
        asked += 1;
        await held.promise;
      }
      return reply;
    },
  });
  vi.stubEnv('MODEL_URL', provider.url);
  temporal = await openTemporal();
  for (const deploy of ['before', 'after'] as const) {
    bundles.set(deploy, await bundleWorkflows(new URL(`../fixtures/versions/called-${deploy}.ts`, import.meta.url), pluginOf(deploy)));
  }
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
  vi.unstubAllEnvs();
});

const start = (workflow: string, script: readonly string[]): Promise<WorkflowHandle> =>
  temporal.client.workflow.start(workflow, { args: [script.join('\n')], taskQueue: TASK_QUEUE, workflowId: `${workflow}-${randomUUID()}` });

async function toolCalls(handle: WorkflowHandle): Promise<readonly string[]> {
  const calls = activitiesOf(await handle.fetchHistory()).filter(({ activityType }) => activityType.startsWith('tool.'));
  return calls.map(
    ({ activityType, result }) => `${activityType}: ${JSON.stringify((result as { readonly value?: unknown } | undefined)?.value)}`,
  );
}

async function answersOf(handle: WorkflowHandle): Promise<number> {
  const calls = activitiesOf(await handle.fetchHistory());
  return calls.filter(({ activityType, result }) => activityType.startsWith('model.') && result !== undefined).length;
}

/** What the provider was told of tools in the last request of the agent that has these tools. */
function toldOfTools(tool: string): readonly string[] {
  const bodies = provider
    .requests()
    .map(
      ({ body }) =>
        body as { readonly tools?: unknown; readonly messages: readonly { readonly role: string; readonly content: unknown }[] },
    );
  const last = bodies.filter((body) => JSON.stringify(body.messages).includes(tool)).at(-1);
  return (last?.messages ?? []).filter(({ role }) => role === 'tool').map(({ content }) => JSON.stringify(content));
}

test('an answer on record may call a tool that was renamed, has another schema, or is gone: the agent goes on', async () => {
  const runs = await withWorker(
    { connection: temporal.connection, taskQueue: MODELS_QUEUE, plugins: [pluginOf('before', MODELS_QUEUE)] },
    async () => {
      const [ofAiSdk, ofLangchain] = await deployed('before', async () => {
        const handles = [
          await start('aiSdkAgent', [
            'searchWeb {"query":"one"}',
            'searchWeb {"query":"two"} && lookUp {"word":"a"}',
            'search {"q":"three"}',
            'Done',
          ]),
          await start('langchainAgent', [
            'search_web {"query":"one"}',
            'search_web {"query":"two"} && look_up {"word":"a"}',
            'search {"q":"three"}',
            'Done',
          ]),
        ] as const;
        await expect.poll(() => asked, { timeout: 60_000 }).toBe(2);
        return handles;
      });
      // Both answers come while the old code is gone and the new one is not there yet.
      held.resolve();
      for (const run of [ofAiSdk, ofLangchain]) await expect.poll(() => answersOf(run), { timeout: 60_000 }).toBe(2);
      await deployed('after', async () => {
        expect(await Promise.all([ofAiSdk.result(), ofLangchain.result()])).toEqual(['Done', 'Done']);
      });
      return [ofAiSdk, ofLangchain] as const;
    },
  );

  // Under the name that the call had, so that a replay finds it; a new answer calls it by its new one.
  expect(await toolCalls(runs[0])).toEqual([
    'tool.searchWeb: "found one"',
    'tool.searchWeb: "found now two"',
    'tool.search: "found now three"',
  ]);
  expect((await toolCalls(runs[1])).map((call) => call.split(':')[0])).toEqual(Array(3).fill('tool.lc.searchWeb'));
  for (const [tool, gone] of [
    ['searchWeb', 'lookUp'],
    ['search_web', 'look_up'],
  ] as const) {
    const told = toldOfTools(gone);
    expect(
      told.filter((text) => text.includes(gone)),
      tool,
    ).toHaveLength(1);
    expect(told.filter((text) => text.includes('found now two'))).toHaveLength(1);
  }
  for (const run of runs) {
    expect((await run.fetchHistory()).events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
    await expectReplays(await readHistory(run), { bundle: bundles.get('after'), plugins: [pluginOf('after')] });
  }
});
