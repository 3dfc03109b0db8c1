import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle, WorkerOptions } from '@temporalio/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOnceward } from '../fixtures/chain/onceward.ts';
import { pageScript, taskOf } from '../fixtures/chain/page-script.ts';
import * as plain from '../fixtures/chain/workflows.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { bodiesOf } from '../fixtures/sent-requests.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';

const WORKFLOWS = fileURLToPath(new URL('../fixtures/chain/workflows.ts', import.meta.url));

/** Nothing remembers a prompt but the workflow: no store, no memory, and a worker that may not read histories. */
const FORGETFUL = { store: 'none', cachedPrompts: 0 } as const;
const WITHOUT_HISTORY: WorkerOptions['interceptors'] = {
  activity: [
    (context: Context) => {
      const denied = () => Promise.reject(new Error('PERMISSION_DENIED'));
      Object.defineProperty(context, 'client', { value: { options: {}, workflowService: { getWorkflowExecutionHistory: denied } } });
      return {};
    },
  ],
};

let temporal: Temporal;
let provider: ScriptedProvider;
let workflowBundle: WorkflowBundle;
let sizes = [2_500, 40, 9_000];

beforeAll(async () => {
  provider = await startScriptedProvider({ script: (request) => pageScript(sizes)(request) });
  process.env['MODEL_URL'] = provider.url;
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(WORKFLOWS, createOnceward(FORGETFUL));
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
});

/** Runs an agent to its end, however it ends. */
async function run(pages: number): Promise<WorkflowHandle> {
  const plugins = [createOnceward({ ...FORGETFUL, journal: memoryJournal() })];
  const taskQueue = randomUUID();
  const options = { connection: temporal.connection, taskQueue, workflowBundle, plugins, interceptors: WITHOUT_HISTORY };
  return withWorker(options, async () => {
    const args = [taskOf(4, pages), 'none'];
    const handle = await temporal.client.workflow.start('readOn', { args, taskQueue, workflowId: taskQueue });
    await handle.result().catch(() => undefined);
    return handle;
  });
}

test('a prompt that nobody else knows any longer is sent whole, once for each call, and is the one that the framework made', async () => {
  const expected = await bodiesOf(provider, () => plain.readOn(taskOf(4, 5), 'none'));
  let handle: WorkflowHandle | undefined;
  expect(
    await bodiesOf(provider, async () => {
      handle = await run(5);
    }),
  ).toEqual(expected);

  const history = (await handle?.fetchHistory()) ?? expect.unreachable();
  const calls = activitiesOf(history).filter(({ activityType }) => activityType === 'model.model');
  const needs = calls.filter(({ result }) => JSON.stringify(result).includes('"need"'));
  expect({ calls: calls.length, needs: needs.length }).toEqual({ calls: 2 * expected.length - 1, needs: expected.length - 1 });
});

test('one that is too large to be sent again is an error, and never a shorter prompt', async () => {
  sizes = [700_000];
  const before = provider.requests().length;
  const handle = await run(6);
  const failure: unknown = await handle.result().catch((error: { readonly cause?: unknown }) => error.cause);
  expect(failure).toMatchObject({ type: 'PromptLost', message: expect.stringMatching(/the whole prompt is \d{7} characters/) });
  // The first call, and those whose prompts could be sent again.
  expect(provider.requests().length - before).toBe(3);
});
