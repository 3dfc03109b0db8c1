import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import { langchain } from 'onceward/langchain/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as steps from '../fixtures/left-behind/steps.ts';

const WORKFLOWS = new URL('../fixtures/left-behind/workflows.ts', import.meta.url);
/** What a workflow that waits has pending by itself. */
const MOST_PENDING = 20;

let temporal: Temporal;
let worker: WorkerOptions;

beforeAll(async () => {
  temporal = await openTemporal();
  const plugin = new OncewardPlugin({ modules: [steps], adapters: [langchain()], store: memoryStore(), journal: memoryJournal() });
  const workflowBundle = await bundleWorkflows(WORKFLOWS, plugin);
  // The workflows in this thread, so that what nobody holds can be collected here.
  worker = { connection: temporal.connection, taskQueue: 'left-behind', workflowBundle, plugins: [plugin], debugMode: true };
});

afterAll(() => temporal.close());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Starts a workflow and gives what a query says once it waits and what nobody holds was collected. */
async function answerOf(workflow: string, query: string, times: number): Promise<number> {
  const handle = await temporal.client.workflow.start(workflow, { taskQueue: 'left-behind', workflowId: workflow, args: [times] });
  return withWorker(worker, async () => {
    await untilItWaits(handle);
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      collect();
    }
    const answer = await handle.query<number>(query);
    await handle.signal('end');
    await handle.result();
    return answer;
  });
}

/** The call stack of a workflow that waits names the function in which it does. */
async function untilItWaits(handle: WorkflowHandle): Promise<void> {
  await expect.poll(() => handle.query<string>('__stack_trace'), { timeout: 20_000, interval: 50 }).toContain('untilEnd');
}

test('a promise that nobody can settle any more is let go of, and the call stack still shows what the run waits for', async () => {
  expect(await answerOf('race', 'pending', 100)).toBeLessThan(MOST_PENDING);
});

test('a step that was called with a signal leaves nothing with the run of what was there when it was called', async () => {
  expect(await answerOf('call', 'kept', 20)).toBe(0);
});

test('a step that was called with a signal is cancelled with the scope it was called in', async () => {
  const options = { taskQueue: 'left-behind', workflowId: 'cancel' };
  expect(await withWorker(worker, () => temporal.client.workflow.execute('cancel', options))).toEqual([true, true, true, true]);
});
