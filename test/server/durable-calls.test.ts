import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { stepsPlugin, STEPS_WORKFLOWS } from '../fixtures/steps/steps-plugin.ts';
import { seen } from '../fixtures/steps/steps.ts';
import type * as workflows from '../fixtures/steps/workflows.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ workflows: STEPS_WORKFLOWS, plugin: stepsPlugin() });
});

afterAll(() => scene.close());

beforeEach(() => {
  Object.assign(seen, { keys: [], stoppedAtMs: 0, started: 0, delaysMs: [] });
});

function start(name: keyof typeof workflows, ...args: unknown[]): Promise<WorkflowHandle> {
  return scene.start(name, ...args);
}

async function run(name: keyof typeof workflows, ...args: unknown[]): Promise<unknown> {
  return (await start(name, ...args)).result();
}

async function failureOf(name: keyof typeof workflows, ...args: unknown[]): Promise<ApplicationFailure> {
  const error = await refusalOf(run(name, ...args));
  if (error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure) return error.cause;
  throw error;
}

describe('every way to make a thing durable', () => {
  test('function, tool, factory, proxyDurable and defineTool each become the activity they name', async () => {
    const handle = await start('calls');
    expect(await handle.result()).toEqual({
      function: { nested: [1, 'two', null] },
      tool: 'ada (en) for call-1',
      factory: 'sent of u-1',
      proxy: 'by name',
      defined: '3 hits for temporal',
      definedForAiSdk: '3 hits for ai',
    });
    const activities = activitiesOf(await handle.fetchHistory());
    expect(activities.map(({ activityType, input }) => [activityType, ...input])).toEqual([
      ['function.echo', { nested: [1, 'two', null] }],
      ['tool.lookUp', { word: 'ada', language: 'en' }],
      ['tool.inboxOf', { folder: 'sent' }, { userId: 'u-1' }],
      ['function.echo', 'by name'],
      ['tool.search', { query: 'temporal' }],
      ['tool.search', { query: 'ai' }],
    ]);
  });

  test('a default of the schema is applied in the activity', async () => {
    expect(await run('toolWithDefaults')).toBe('ada (en) for call-1');
  });

  test('an input that does not fit the schema fails at once, naming the field', async () => {
    const reason = JSON.parse(String(await run('badToolInput'))) as { category: string; retryable: boolean; message: string };
    expect(reason).toMatchObject({ category: 'tool_input_invalid', retryable: false });
    expect(reason.message).toMatch(/search.*query/);
  });

  test('withOptions changes timeouts, attempts and priority of that call', async () => {
    const handle = await start('withLimits');
    expect(await handle.result()).toBe('limited');
    const [activity] = activitiesOf(await handle.fetchHistory());
    expect(activity).toMatchObject({ startToCloseMs: 7_000, heartbeatMs: 0, attempts: 2, priority: 2 });
  });

  test('a person reads kind and name of each step', async () => {
    const handle = await start('calls');
    await handle.result();
    const summaries = activitiesOf(await handle.fetchHistory()).map(({ summary }) => summary);
    expect(summaries.slice(0, 2)).toEqual(['function echo', 'tool lookUp']);
  });
});

describe('other workers', () => {
  test('a remote activity is served by a plain Temporal worker: plain input, and a bare value is accepted', async () => {
    const inputs: unknown[] = [];
    const activities = {
      async ocr_pdf(...input: unknown[]): Promise<string> {
        inputs.push(...input);
        return 'text of page 7';
      },
    };
    const result = await withWorker({ connection: scene.connection, taskQueue: 'python', activities }, () => run('remote', 7));
    expect(result).toBe('text of page 7');
    expect(inputs).toEqual([{ page: 7 }]);
  });

  test('a step with a task queue of its own runs on the worker that serves it, which has nothing else', async () => {
    const plugin = stepsPlugin({ serve: ['gpu'] });
    const gpuWorker = { connection: scene.connection, taskQueue: 'gpu', plugins: [plugin] };
    const handle = await start('gpu');
    expect(await withWorker(gpuWorker, () => handle.result())).toBe('on gpu');
    expect(activitiesOf(await handle.fetchHistory())).toMatchObject([{ activityType: 'function.onGpu', taskQueue: 'gpu' }]);
    expect(Object.keys(plugin.configureWorker(gpuWorker).activities ?? {})).toEqual(['function.onGpu']);
    expect(Object.keys(stepsPlugin().configureWorker({ taskQueue: TASK_QUEUE }).activities ?? {})).not.toContain('function.onGpu');
  });

  test('a worker on another task queue than it serves is refused at its start, naming both', async () => {
    const error = await refusalOf(
      Worker.create({ connection: scene.connection, taskQueue: 'gpus', plugins: [stepsPlugin({ serve: ['gpu'] })] }),
    );
    expect(error['code']).toBe('InvalidOption');
    expect(error.message).toMatch(/'serve' is gpu, but the worker's task queue is 'gpus'/);
  });

  test('a worker that cannot see where its server is is refused at its start without stores that all workers share', async () => {
    for (const missing of ['store', 'journal'] as const) {
      const plugin = stepsPlugin({ [missing]: undefined });
      const error = await refusalOf(Worker.create({ connection: scene.connection, taskQueue: TASK_QUEUE, plugins: [plugin] }));
      expect(error['code']).toBe('InvalidOption');
      expect(error.message).toContain(`'${missing}' is missing, and this worker cannot see where its connection goes`);
    }
  });
});

describe('failures', () => {
  test('an attempt that failed is made again under the same key', async () => {
    expect(await run('retried')).toBe(2);
    expect(seen.keys).toHaveLength(2);
    expect(new Set(seen.keys).size).toBe(1);
  });

  test('a step that failed for good says which and why, and workflow code can catch it', async () => {
    expect(JSON.parse(String(await run('caught', 'the page is upside down')))).toEqual({
      step: 'function.refuses',
      category: 'invalid_request',
      retryable: false,
      message: 'refuses failed (invalid_request): Error: the page is upside down',
    });
  });

  test('uncaught, it fails the run with its type and not "Activity task failed"', async () => {
    const failure = await failureOf('uncaught', 'the page is upside down');
    expect(failure).toMatchObject({ type: 'InvalidRequest', nonRetryable: true });
    expect(failure.message).toContain('refuses failed (invalid_request): Error: the page is upside down');
  });

  test("a framework's plain error fails the run, typed, and its workflow task is not tried for ever", async () => {
    const handle = await start('frameworkError');
    await refusalOf(handle.result());
    const { events } = await handle.fetchHistory();
    expect(events?.filter(({ workflowTaskFailedEventAttributes: failed }) => failed)).toEqual([]);
    expect(await failureOf('frameworkError')).toMatchObject({
      type: 'TypeError',
      message: 'a plain error of a framework',
      nonRetryable: true,
    });
  });

  test('something thrown that is no error fails the run, too', async () => {
    expect(await failureOf('throwsText')).toMatchObject({ type: 'Error', nonRetryable: true });
  });

  test('a cancelled run stops the call within its heartbeat timeout, and ends as cancelled', async () => {
    const handle = await start('stoppable');
    await vi.waitFor(() => expect(seen.started).toBe(1), { timeout: 10_000 });
    const cancelledAtMs = Date.now();
    await handle.cancel();
    await vi.waitFor(() => expect(seen.stoppedAtMs).toBeGreaterThan(0), { timeout: 10_000 });
    expect(seen.stoppedAtMs - cancelledAtMs).toBeLessThan(3_000);
    const error = await refusalOf(handle.result());
    expect((error.cause as Error).name).toBe('CancelledFailure');
  });
});
