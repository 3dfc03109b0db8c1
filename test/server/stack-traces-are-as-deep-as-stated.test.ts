import { WorkflowFailedError } from '@temporalio/client';
import { memoryJournal, memoryStore, OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as files from '../fixtures/bundles/files.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';

const WORKFLOWS = new URL('../fixtures/bundles/workflows-deep.ts', import.meta.url);
let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal();
});

afterAll(() => temporal.close());

function plugin(options: Partial<OncewardPluginOptions>): OncewardPlugin {
  return new OncewardPlugin({ modules: [files], store: memoryStore(), journal: memoryJournal(), ...options });
}

/** The frames of the error with which a workflow failed, as the plugin's bundle has them. */
async function framesOf(workflowId: string, options: Partial<OncewardPluginOptions>, reuseV8Context: boolean): Promise<readonly string[]> {
  const own = plugin(options);
  const workflowBundle = await bundleWorkflows(WORKFLOWS, own);
  const worker = { connection: temporal.connection, taskQueue: workflowId, workflowBundle, plugins: [own], reuseV8Context };
  const failure: unknown = await withWorker(worker, () =>
    temporal.client.workflow.execute('throwDeep', { taskQueue: workflowId, workflowId }).catch((error: unknown) => error),
  );
  const thrown = failure instanceof WorkflowFailedError ? failure.cause : undefined;
  return thrown?.stack?.split('\n').filter((line) => line.includes(' at ')) ?? [];
}

test('an error of workflow code keeps the four frames next to where it was thrown, with their places in the source', async () => {
  const frames = await framesOf('default', {}, true);
  expect(frames).toHaveLength(4);
  expect(frames[0]).toMatch(/callDeeper .*workflows-deep\.ts:10:/);
});

test('a worker without a shared V8 context keeps as many', async () => {
  expect(await framesOf('own-context', {}, false)).toHaveLength(4);
});

test('it keeps more where more were stated', async () => {
  expect(await framesOf('stated', { workflowStackTraceLimit: 8 }, true)).toHaveLength(8);
});

/** What the call stack of a waiting run shows: by the worker that began it, and by one that took it over. */
async function callStacksOf(
  workflowId: string,
  options: Partial<OncewardPluginOptions>,
  reuseV8Context: boolean,
): Promise<readonly string[]> {
  const own = plugin(options);
  const workflowBundle = await bundleWorkflows(WORKFLOWS, own);
  const worker = { connection: temporal.connection, taskQueue: workflowId, workflowBundle, plugins: [own], reuseV8Context };
  const handle = await temporal.client.workflow.start('waitForever', { taskQueue: workflowId, workflowId });
  const callStack = (): Promise<string> => withWorker(worker, () => handle.query<string>('__stack_trace'));
  const stacks = [await callStack(), await callStack()];
  await handle.terminate();
  return stacks;
}

test.each([true, false])(
  'a run has its call stack, and no stacks are taken while it is replayed (shared V8 context: %s)',
  async (isShared) => {
    const [begun, takenOver] = await callStacksOf(`waiting-${isShared}`, {}, isShared);
    expect(begun).toContain('workflows-deep.ts:');
    expect(takenOver).toBe('');
  },
);

test('they are taken where a limit was stated', async () => {
  const [begun, takenOver] = await callStacksOf('waiting-stated', { workflowStackTraceLimit: 8 }, true);
  expect(begun).toContain('workflows-deep.ts:');
  expect(takenOver).toBe(begun);
});

test('a limit that is no number of frames is refused', () => {
  expect(() => plugin({ workflowStackTraceLimit: -1 })).toThrow(/'workflowStackTraceLimit' .*is -1/s);
});
