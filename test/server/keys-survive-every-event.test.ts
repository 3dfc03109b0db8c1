import { randomUUID } from 'node:crypto';
import type { WorkflowHandle, WorkflowStartOptions } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { resetToStart } from '../fixtures/harness/reset-to-start.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { KEYS_WORKFLOWS, keysPlugin } from '../fixtures/keys/keys-plugin.ts';
import { stage } from '../fixtures/keys/steps.ts';

const TASK_QUEUE = 'keys';
let temporal: Temporal;
let workflowBundle: WorkflowBundle;

beforeAll(async () => {
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(KEYS_WORKFLOWS, keysPlugin());
});

afterAll(() => temporal.close());

beforeEach(() => {
  stage.delaysMs.clear();
  stage.calls.length = 0;
  stage.failing = '';
});

function start(name: string, args: unknown[], options: Partial<WorkflowStartOptions> = {}): Promise<WorkflowHandle> {
  return temporal.client.workflow.start(name, { taskQueue: TASK_QUEUE, workflowId: `${name}-${randomUUID()}`, ...options, args });
}

/** Runs what `fn` waits for on a worker of its own. */
function onWorker<Result>(fn: () => Promise<Result>): Promise<Result> {
  return withWorker({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [keysPlugin()] }, fn);
}

async function run(name: string, ...args: unknown[]): Promise<unknown> {
  return onWorker(async () => (await start(name, args)).result());
}

function delay(...delays: readonly (readonly [name: string, ms: number])[]): void {
  stage.delaysMs = new Map(delays);
}

describe('the key of a call', () => {
  test('stays on a retry', async () => {
    stage.failing = 'retried';
    await run('oneKey', 'retried');
    expect(stage.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(new Set(stage.calls.map(({ key }) => key)).size).toBe(1);
  });

  test('stays on another worker after a reset of the whole run', async () => {
    const first = await start('oneKey', ['reset']);
    const key = await onWorker(() => first.result());
    const again = await resetToStart(temporal.client, first);
    expect(await onWorker(() => again.result())).toBe(key);
    expect(stage.calls).toHaveLength(2);
  });

  test('is another in each run that continues as new, on the same task of the same workflow id', async () => {
    const keys = (await run('continuing', 3)) as string[];
    expect(new Set(keys).size).toBe(3);
  });

  test('is another in each workflow retry', async () => {
    const handle = await start('failingRun', [3], { retry: { maximumAttempts: 3, initialInterval: 10 } });
    await onWorker(() => handle.result());
    expect(stage.calls.map(({ name }) => name)).toEqual(['attempt-1', 'attempt-2', 'attempt-3']);
    expect(new Set(stage.calls.map(({ key }) => key)).size).toBe(3);
  });

  test('is another in each run of a cron schedule', async () => {
    const handle = await start('oneKey', ['cron'], { cronSchedule: '@every 1s' });
    await onWorker(async () => {
      await expect.poll(() => stage.calls.length, { timeout: 90_000 }).toBeGreaterThanOrEqual(3);
      await handle.terminate();
    });
    expect(new Set(stage.calls.map(({ key }) => key)).size).toBe(stage.calls.length);
  });

  test('is another when a workflow id is used again', async () => {
    const workflowId = `reused-${randomUUID()}`;
    const keys = await onWorker(async () => [
      await (await start('oneKey', ['reused'], { workflowId })).result(),
      await (await start('oneKey', ['reused'], { workflowId })).result(),
    ]);
    expect(keys[0]).not.toBe(keys[1]);
  });
});

describe('calls in a raw Promise.all', () => {
  const CHAINS = ['a', 'b', 'c'];

  test('that are named at their calls keep their keys, whatever finishes first after a reset', async () => {
    delay(['a', 200], ['b', 0], ['c', 100]);
    const first = await start('namedChains', [CHAINS]);
    const keys = (await onWorker(() => first.result())) as string[][];
    expect(new Set(keys.flat()).size).toBe(6);
    delay(['a', 0], ['b', 200], ['c', 100]);
    const again = await resetToStart(temporal.client, first);
    expect(await onWorker(() => again.result())).toEqual(keys);
  });

  test('that are not named swap theirs, which is why they can be named', async () => {
    delay(['a', 200], ['b', 0], ['c', 100]);
    const first = await start('rawChains', [CHAINS]);
    const keys = (await onWorker(() => first.result())) as string[][];
    delay(['a', 0], ['b', 200], ['c', 100]);
    const again = await resetToStart(temporal.client, first);
    const swapped = (await onWorker(() => again.result())) as string[][];
    expect(swapped).not.toEqual(keys);
    expect(new Set(swapped.flat())).toEqual(new Set(keys.flat()));
  });
});

test('fan-outs in a fan-out keep every key over resets that shuffle who finishes first', async () => {
  const names = ['0', '1', '2'].flatMap((one) => [one, `${one}.0`, `${one}.1`, `${one}.2`]);
  const shuffle = (): void => delay(...names.map((name) => [name, Math.floor(Math.random() * 150)] as const));
  shuffle();
  let handle = await start('nestedItems', [3, 3]);
  const keys = (await onWorker(() => handle.result())) as string[][][];
  expect(new Set(keys.flat(2)).size).toBe(21);
  const orders = new Set([stage.calls.map(({ name }) => name).join()]);
  for (let reset = 0; reset < 3; reset += 1) {
    stage.calls.length = 0;
    shuffle();
    handle = await resetToStart(temporal.client, handle);
    expect(await onWorker(() => handle.result())).toEqual(keys);
    orders.add(stage.calls.map(({ name }) => name).join());
  }
  expect(orders.size).toBeGreaterThan(1);
});

describe('a key that the user made', () => {
  test('holds for what it names: a scope for all runs, a key for its run, both for good', async () => {
    const [one, other] = (await onWorker(async () => [
      await (await start('statedKeys', ['claim-1'])).result(),
      await (await start('statedKeys', ['claim-1'])).result(),
    ])) as [Record<string, string>, Record<string, string>];
    expect(other).toEqual({ ...one, keyed: other['keyed'] });
    expect(other['keyed']).not.toBe(one['keyed']);
    expect(new Set(Object.values(one)).size).toBe(4);
    const stranger = (await run('statedKeys', 'claim-2')) as Record<string, string>;
    expect(Object.values(stranger).filter((key) => Object.values(one).includes(key))).toEqual([]);
  });

  test('is another for each item of a gather, in the same scope', async () => {
    const keys = (await run('statedKeysOfItems', 'claim-3')) as string[][];
    expect(new Set(keys.flat()).size).toBe(6);
  });

  test('makes two tool calls of one invoice one, whatever ids the model gave them', async () => {
    const [one, same, other] = (await run('toolKeys')) as string[];
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  test.each([
    ['empty', 'gave an empty text'],
    ['number', 'gave a number'],
    ['throws', 'threw TypeError'],
  ])('that cannot be used (%s) fails at once, saying so and nothing of the input', async (give, problem) => {
    const failure = (await run('badKeys', give)) as string;
    expect(failure).toMatch(/^invalid_request: badKey failed/);
    expect(failure).toContain(problem);
    expect(failure).not.toContain('secret');
  });
});

describe('children', () => {
  test('count in the scope of their parent, so a reset parent gives each the same key', async () => {
    const first = await start('keysOfChildren', [['x', 'y']]);
    const keys = (await onWorker(() => first.result())) as string[];
    expect(new Set(keys).size).toBe(5);
    const again = await resetToStart(temporal.client, first);
    expect(await onWorker(() => again.result())).toEqual(keys);
    expect(stage.calls).toHaveLength(10);
  });
});
