import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as models from '../fixtures/versions/loop-models.ts';
import * as steps from '../fixtures/versions/steps.ts';

const TASK_QUEUE = 'loops';
const SCRIPT = 'pause {}\npause {}\nDone';

let temporal: Temporal;
let provider: ScriptedProvider;
const bundles = new Map<string, WorkflowBundle>();
const store = memoryStore();
const journal = memoryJournal();

beforeAll(async () => {
  provider = await startScriptedProvider({ script: lineScript });
  vi.stubEnv('MODEL_URL', provider.url);
  temporal = await openTemporal();
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
  vi.unstubAllEnvs();
});

async function deployed<Result>(code: 'before' | 'active', fn: () => Promise<Result>): Promise<Result> {
  const plugin = new OncewardPlugin({ modules: [steps, models], adapters: [aiSdk(), langchain()], store, journal, shutdownGrace: '1s' });
  const workflowBundle =
    bundles.get(code) ?? (await bundleWorkflows(new URL(`../fixtures/versions/loops-${code}.ts`, import.meta.url), plugin));
  bundles.set(code, workflowBundle);
  return withWorker(
    { connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [plugin], maxCachedWorkflows: 0 },
    fn,
  );
}

const start = (workflow: string): Promise<WorkflowHandle> =>
  temporal.client.workflow.start(workflow, { args: [SCRIPT], taskQueue: TASK_QUEUE, workflowId: `${workflow}-${randomUUID()}` });

/** Waits until a run has asked its model, and so stands in its first pause. */
async function isPaused(handle: WorkflowHandle): Promise<void> {
  const answers = async (): Promise<number> => {
    const { events } = await handle.fetchHistory();
    const asked = events?.filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name?.startsWith('model.')) ?? [];
    const last = events?.at(-1);
    return asked.length === 1 && last?.workflowTaskCompletedEventAttributes ? 1 : 0;
  };
  await expect.poll(answers, { timeout: 60_000 }).toBe(1);
}

test.each(['aiSdkLoop', 'langchainLoop'])(
  '%s: a change of a run leaves a loop that is under way alone, one of a step reaches its next turn',
  async (workflow) => {
    const inFlight = await start(workflow);
    await deployed('before', () => isPaused(inFlight));
    const fresh = await deployed('active', async () => {
      const handle = await start(workflow);
      for (const run of [inFlight, handle]) for (const signal of ['turn', 'turn']) await run.signal(signal);
      await Promise.all([inFlight.result(), handle.result()]);
      return handle;
    });
    const [old, mixed, all] = ['step: old old', 'old new', 'new new'];
    expect(await inFlight.result()).toEqual([old, `tool: ${mixed}`, `step: ${mixed}`, `tool: ${mixed}`, `step: ${mixed}`]);
    expect(await fresh.result()).toEqual([`step: ${all}`, `tool: ${all}`, `step: ${all}`, `tool: ${all}`, `step: ${all}`]);
    for (const run of [inFlight, fresh]) {
      expect((await run.fetchHistory()).events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
    }
  },
);
