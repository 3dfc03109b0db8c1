import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { LogEntry, WorkflowBundle } from '@temporalio/worker';
import type { PinnedConfig } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { expectReplays, readHistory, startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { lineScript } from '../fixtures/line-script.ts';
import * as models from '../fixtures/versions/loop-models.ts';
import * as nextModels from '../fixtures/versions/loop-models-next.ts';

const TASK_QUEUE = 'pinned';
const SCRIPT = 'pause {}\npause {}\nDone';
const CHANGED = 'model scripted-1 → scripted-2; instructions; tool search added';

/** One deploy after another: the code, the models, and what becomes of runs under way. */
const DEPLOYS = {
  before: { file: 'pinned-before', modules: [models] },
  after: { file: 'pinned-after', modules: [nextModels] },
  strict: { file: 'pinned-after', modules: [nextModels], configDrift: 'fail' },
} as const satisfies Record<string, { readonly file: string } & Pick<OncewardPluginOptions, 'modules' | 'configDrift'>>;
type Deploy = keyof typeof DEPLOYS;

const store = memoryStore();
const journal = memoryJournal();
const bundles = new Map<Deploy, WorkflowBundle>();
const logged: LogEntry[] = [];
let temporal: Temporal;
let provider: ScriptedProvider;

function pluginOf(deploy: Deploy): OncewardPlugin {
  const { file: _file, ...options } = DEPLOYS[deploy];
  return new OncewardPlugin({ ...options, adapters: [aiSdk(), langchain()], store, journal, shutdownGrace: '1s' });
}

async function bundleOf(deploy: Deploy): Promise<WorkflowBundle> {
  const known = bundles.get(deploy);
  if (known !== undefined) return known;
  const bundle = await bundleWorkflows(new URL(`../fixtures/versions/${DEPLOYS[deploy].file}.ts`, import.meta.url), pluginOf(deploy));
  bundles.set(deploy, bundle);
  return bundle;
}

/** A worker that keeps no run in memory: every task is a replay. */
async function deployed<Result>(deploy: Deploy, fn: () => Promise<Result>): Promise<Result> {
  const workflowBundle = await bundleOf(deploy);
  const plugins = [pluginOf(deploy)];
  return withWorker({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins, maxCachedWorkflows: 0 }, fn);
}

const start = (workflow: string): Promise<WorkflowHandle> =>
  temporal.client.workflow.start(workflow, { args: [SCRIPT], taskQueue: TASK_QUEUE, workflowId: `${workflow}-${randomUUID()}` });

type ModelCall = ReturnType<typeof activitiesOf>[number];

async function modelCalls(handle: WorkflowHandle): Promise<readonly ModelCall[]> {
  return activitiesOf(await handle.fetchHistory()).filter(({ activityType }) => activityType.startsWith('model.'));
}

/** What each call of a model has on record. */
async function recordsOf(handle: WorkflowHandle): Promise<readonly (PinnedConfig | undefined)[]> {
  return (await modelCalls(handle)).map(({ result }) => (result as { readonly pinned?: PinnedConfig } | undefined)?.pinned);
}

/** Waits until a run has so many answers of its model, and stands in the pause after. */
async function isPaused(handle: WorkflowHandle, answers = 1): Promise<void> {
  const at = async (): Promise<number> => {
    const answered = (await modelCalls(handle)).filter(({ result }) => result !== undefined).length;
    const last = (await handle.fetchHistory()).events?.at(-1);
    return last?.workflowTaskCompletedEventAttributes ? answered : 0;
  };
  await expect.poll(at, { timeout: 60_000 }).toBe(answers);
}

async function detailsOf(handle: WorkflowHandle): Promise<string> {
  const { currentDetails = '' } = await handle.query<{ readonly currentDetails?: string }>('__temporal_workflow_metadata');
  return currentDetails;
}

async function failedTasksOf(handle: WorkflowHandle): Promise<number> {
  return (await handle.fetchHistory()).events?.filter((event) => event.workflowTaskFailedEventAttributes).length ?? 0;
}

/** The events of a run that are no call of a step, no signal, and nothing that every run has. */
async function furtherEvents(handle: WorkflowHandle): Promise<readonly string[]> {
  const usual = /^(?:workflow(?:Task|Execution(?:Started|Completed|Failed|Signaled))|activityTask|eventId)/;
  const names = ((await handle.fetchHistory()).events ?? []).map(
    (event) => Object.keys(event).find((name) => name.endsWith('EventAttributes')) ?? '',
  );
  return names.filter((name) => !usual.test(name));
}

beforeAll(async () => {
  provider = await startScriptedProvider({ script: lineScript });
  vi.stubEnv('MODEL_URL', provider.url);
  temporal = await openTemporal((entry) => logged.push(entry));
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
  vi.unstubAllEnvs();
});

test.each([
  ['aiSdkAgent', 'ai'],
  ['langchainAgent', 'langchain'],
])(
  '%s: what it began with is on record at no event, and a deploy that changes it goes on the record, and is told',
  async (workflow, framework) => {
    const run = await start(workflow);
    await deployed('before', () => isPaused(run));
    expect(await recordsOf(run)).toEqual([
      {
        v: 1,
        frameworks: expect.objectContaining({ [framework]: expect.stringMatching(/^\d+\.\d+\.\d+/) }) as object,
        models: ['scripted-1'],
        prompt: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        tools: { pause: expect.stringMatching(/^[0-9a-f]{16}$/) as string },
      },
    ]);

    await deployed('after', async () => {
      await run.signal('turn');
      // Nobody knows a conversation with these instructions: its prompt is asked for once more.
      await isPaused(run, 3);
      expect(await detailsOf(run)).toContain('Began with scripted-1 · instructions ');
      expect(await detailsOf(run)).toContain(`Changed since: ${CHANGED}`);
      await run.signal('turn');
      expect(await run.result()).toBe('Done');
    });

    // The first call after the deploy has the new record, and says what has changed; those after it have nothing to say.
    const [began, went, ...others] = await recordsOf(run);
    expect(went).toEqual({
      ...began,
      models: ['scripted-2'],
      prompt: expect.not.stringMatching(began?.prompt ?? ''),
      tools: { pause: began?.tools['pause'], search: expect.any(String) as string },
    });
    expect(others).toEqual([undefined, undefined]);
    expect((await modelCalls(run)).map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/scripted-1$/),
      expect.stringMatching(new RegExp(`scripted-2 · now with: ${CHANGED}$`)),
      expect.stringMatching(/scripted-2$/),
      expect.stringMatching(/scripted-2$/),
    ]);
    expect(await furtherEvents(run)).toEqual([]);
    expect(await failedTasksOf(run)).toBe(0);
    expect(logged.filter(({ message }) => message === 'The run goes on with other code than it began with')).not.toEqual([]);
    await expectReplays(await readHistory(run), { bundle: await bundleOf('after'), plugins: [pluginOf('after')] });
    await expectReplays(await readHistory(run), { bundle: await bundleOf('before'), plugins: [pluginOf('before')] });
  },
);

test('where it must not go on otherwise, a run under way fails before it asks for anything, a new one works, and both replay', async () => {
  const inFlight = [await start('aiSdkAgent'), await start('langchainAgent')];
  await deployed('before', () => Promise.all(inFlight.map((run) => isPaused(run))));
  const asked = provider.requests().length;
  await deployed('strict', async () => {
    for (const run of inFlight) {
      await run.signal('turn');
      await expect(run.result()).rejects.toMatchObject({
        cause: { type: 'ConfigDrifted', nonRetryable: true, details: [{ v: 1, changes: CHANGED.split('; ') }] },
      });
    }
    expect(provider.requests().length).toBe(asked);
    const fresh = await start('aiSdkAgent');
    for (const turn of ['turn', 'turn']) await fresh.signal(turn);
    expect(await fresh.result()).toBe('Done');
    inFlight.push(fresh);
  });
  for (const run of inFlight) {
    expect(await failedTasksOf(run)).toBe(0);
    await expectReplays(await readHistory(run), { bundle: await bundleOf('strict'), plugins: [pluginOf('strict')] });
  }
});

test('a run that began before there were such records goes on, records what it goes on with, and is no drift', async () => {
  const run = await start('aiSdkAgent');
  await deployed('before', () => isPaused(run));
  const history = await run.fetchHistory();
  withoutRecords(history);
  for (const deploy of ['before', 'after', 'strict'] as const) {
    await expectReplays({ workflowId: run.workflowId, history }, { bundle: await bundleOf(deploy), plugins: [pluginOf(deploy)] });
  }
  await run.terminate();
});

/** As the release before had written it. */
function withoutRecords({ events }: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>): void {
  for (const event of events ?? []) {
    const { payloads } = event.activityTaskCompletedEventAttributes?.result ?? {};
    for (const payload of payloads ?? []) {
      const { pinned: _pinned, ...result } = JSON.parse(Buffer.from(payload.data ?? []).toString()) as Record<string, unknown>;
      payload.data = Buffer.from(JSON.stringify(result));
    }
    event.activityTaskScheduledEventAttributes?.input?.payloads?.splice(1);
  }
}
