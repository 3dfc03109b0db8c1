import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { oncewardClient } from 'onceward/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import * as steps from '../fixtures/payloads/steps.ts';
import type * as workflows from '../fixtures/payloads/workflows.ts';

const MIB = 1_024 * 1_024;
const TASK_QUEUE = 'payloads';
const store = memoryStore();
const plugin = (): OncewardPlugin => new OncewardPlugin({ modules: [steps], store, journal: memoryJournal(), shutdownGrace: '1s' });

let temporal: Temporal;
let clientConnection: Connection;
let client: Client;
let workflowBundle: WorkflowBundle;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  temporal = await openTemporal();
  clientConnection = await Connection.connect({ address: temporal.address });
  client = new Client({ connection: clientConnection, plugins: [oncewardClient({ store })] });
  workflowBundle = await bundleWorkflows(new URL('../fixtures/payloads/workflows.ts', import.meta.url), plugin());
  worker = await Worker.create({
    connection: temporal.connection,
    taskQueue: TASK_QUEUE,
    workflowBundle,
    activities: steps.plainActivities,
    plugins: [plugin()],
  });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await clientConnection.close();
  await temporal.close();
});

beforeEach(() => Object.assign(steps.ran, { make: 0, measure: 0, plain: 0 }));

function start(name: keyof typeof workflows, ...args: unknown[]) {
  return client.workflow.start(name, { args, taskQueue: TASK_QUEUE, workflowId: `${name}-${randomUUID()}` });
}

async function run(name: keyof typeof workflows, ...args: unknown[]): Promise<unknown> {
  return (await start(name, ...args)).result();
}

describe('what Temporal refuses goes through, and the paid step runs once', () => {
  test.each([3, 10])('a result of %i MiB', async (mib) => {
    expect(await run('resultOf', mib * MIB)).toBe(mib * MIB);
    expect(steps.ran.make).toBe(1);
  });

  test('an input of 3 MiB', async () => {
    expect(await run('inputOf', 3 * MIB)).toBe(3 * MIB);
    expect(steps.ran.measure).toBe(1);
  });

  test('the input of a start, a result of the run, a child, a continuation and a memo of 3 MiB', async () => {
    expect(String(await run('echo', 'x'.repeat(3 * MIB)))).toHaveLength(3 * MIB);
    expect(String(await run('returns', 3 * MIB))).toHaveLength(3 * MIB);
    expect(await run('childOf', 3 * MIB)).toBe(3 * MIB);
    expect(await run('continues', 3 * MIB)).toBe(3 * MIB);
    await run('memoOf', 3 * MIB);
  });

  test('a signal, an update and a query of 3 MiB, from a client and from a workflow', async () => {
    const listening = await start('listens');
    expect(await listening.query<string, [number]>('look', 3 * MIB)).toHaveLength(3 * MIB);
    const answer = await listening.executeUpdate<string, [string, number]>('exchange', { args: ['u'.repeat(3 * MIB), 3 * MIB] });
    expect(answer).toHaveLength(3 * MIB);
    await run('signals', listening.workflowId, 3 * MIB);
    expect(await listening.result()).toBe(3 * MIB);
  });
});

describe('what one workflow task cannot send goes with the next', () => {
  // Each is below the size from which a payload goes to the store, all together are above what gRPC takes.
  test('sixty inputs of 100 KiB at once', async () => {
    expect(await run('manyInputs', 60, 100 * 1_024)).toBe(60 * 100 * 1_024);
    expect(steps.ran.measure).toBe(60);
  });

  test('twelve inputs of 1 MiB at once', async () => {
    expect(await run('manyInputs', 12, MIB)).toBe(12 * MIB);
    expect(steps.ran.measure).toBe(12);
  });
});

test('of 520 activities at once no workflow task schedules more than 500: it has seconds to do it, on any machine', async () => {
  const handle = await start('manyInputs', 520, 10);
  expect(await handle.result()).toBe(5_200);
  const { events } = await handle.fetchHistory();
  const scheduled = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: attributes }) => attributes ?? []);
  const byTask = Map.groupBy(scheduled, ({ workflowTaskCompletedEventId }) => String(workflowTaskCompletedEventId));
  expect(Array.from(byTask.values(), ({ length }) => length)).toEqual([500, 20]);
  expect(steps.ran.measure).toBe(520);
});

describe('what is still too large is an error that code can catch', () => {
  test('an input beyond 16 MiB, with the place of its bytes and the way out', async () => {
    const caught = (await run('catchesTooLarge')) as { code: string; message: string };
    expect(caught.code).toBe('PayloadTooLarge');
    expect(caught.message).toMatch(/The input of function\.measure has 17\.83 MB, more than 16\.78 MB[\s\S]*artifact/);
    expect(steps.ran.measure).toBe(0);
  });

  test('an error message of 5 MiB fails run and step with its head and tail', async () => {
    const error = await refusalOf(run('failsWith', 5 * MIB));
    expect(error.cause).toMatchObject({ type: 'Error', nonRetryable: true });
    expect((error.cause as Error).message.length).toBeLessThan(10_000);
    expect(String(await run('stepFailsWith', 5 * MIB)).length).toBeLessThan(10_000);
  });

  test('an activity that is not ours may fail with 5 MiB, too', async () => {
    expect(String(await run('plainActivityFails')).length).toBeLessThan(10_000);
  });

  test('a client without the store refuses 5 MiB at once, and says what to give it', async () => {
    const withoutStore = new Client({ connection: clientConnection, plugins: [oncewardClient()] });
    const options = { args: ['x'.repeat(5 * MIB)], taskQueue: TASK_QUEUE, workflowId: randomUUID() };
    const error = await refusalOf(withoutStore.workflow.start('echo', options));
    expect(error).toMatchObject({ code: 'PayloadTooLarge', limitBytes: 1_900 * 1_024 });
    expect(error.message).toMatch(/oncewardClient\(\{ store \}\)/);
    await expect(client.workflow.getHandle(options.workflowId).describe()).rejects.toThrow(/not found/);
  });
});

describe('a fan-out that settles', () => {
  test('keeps what succeeded beside what failed, in the order of the items', async () => {
    expect(await run('settled', ['a', 'bb', 'ccc', 'dddd', 'eeeee'])).toEqual(['1', 'StepFailed', '3', 'StepFailed', '5']);
  });

  test('ends when its run is cancelled, and begins no further item', async () => {
    const handle = await start('settledUntilCancelled', 6);
    await handle.cancel();
    expect(await handle.result()).toBe(2);
  });
});
