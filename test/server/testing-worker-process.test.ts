import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { aiSdk } from 'onceward/ai-sdk/worker';
import {
  readHistory,
  startScriptedProvider,
  startWorkerProcess,
  type ScriptedProvider,
  type WorkerProcess,
  type WorkerProcessOptions,
} from 'onceward/testing';
import { OncewardPlugin } from 'onceward/worker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import * as steps from '../fixtures/killable/steps.ts';

const TASK_QUEUE = 'killable';
const folder = mkdtempSync(join(tmpdir(), 'onceward-testing-'));
const bundleFile = join(folder, 'bundle.cjs');
const plugin = new OncewardPlugin({ modules: [steps], adapters: [aiSdk()], defaults: { heartbeatTimeout: '2s' } });
let temporal: Temporal;
let provider: ScriptedProvider;
let workers: WorkerProcess[];
let runs = 0;

beforeAll(async () => {
  temporal = await openTemporal();
  const { code } = await bundleWorkflows(new URL('../fixtures/killable/workflows.ts', import.meta.url), plugin);
  writeFileSync(bundleFile, code);
});

afterAll(async () => {
  await temporal.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  workers = [];
  provider = await startScriptedProvider({ script: () => 'said' });
});

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await provider.close();
});

async function startWorker(more: Partial<WorkerProcessOptions> = {}): Promise<WorkerProcess> {
  const env = {
    TEMPORAL_ADDRESS: temporal.address,
    JOURNAL: join(folder, 'journal.sqlite'),
    BUNDLE: bundleFile,
    DEFAULTS: JSON.stringify({ heartbeatTimeout: '2s' }),
    MODEL_URL: provider.url.replace(/\/v1$/, ''),
  };
  const worker = await startWorkerProcess({
    file: new URL('../fixtures/killable/worker.ts', import.meta.url),
    env,
    logFile: join(folder, 'worker.log'),
    ...more,
  });
  workers.push(worker);
  return worker;
}

function start(): Promise<WorkflowHandle> {
  runs += 1;
  return temporal.client.workflow.start('oneStep', { taskQueue: TASK_QUEUE, workflowId: `run-${runs}` });
}

function program(text: string): string {
  const file = join(folder, `program-${(runs += 1)}.mjs`);
  writeFileSync(file, text);
  return file;
}

describe('a worker is killed at its moment, and another finishes the run', () => {
  test('at a request: the answer does not reach it, and the request is made again', async () => {
    const worker = await startWorker();
    const killed = worker.killAtRequest(provider, ({ path }) => path.endsWith('/chat/completions'));
    const handle = await start();
    expect((await killed).number).toBe(1);
    expect(await worker.gone).toBeNull();
    const other = await startWorker();
    expect(await handle.result()).toBe('"said"');
    expect(provider.bill()).toEqual({ requests: 2, repeated: 1 });
    expect(await other.stop()).toBe(0);
  });

  test('at a step: while it runs the activity', async () => {
    provider.delay(1_000);
    const worker = await startWorker();
    const handle = await start();
    expect(await worker.killAtStep(handle, 'model.model')).toBeNull();
    await startWorker();
    await handle.result();
    const { activities } = await readHistory(handle);
    expect(activities).toMatchObject([{ activityType: 'model.model', attempts: 2 }]);
  });

  test('after a time', async () => {
    const worker = await startWorker();
    const startedAtMs = Date.now();
    expect(await worker.killAfter(300)).toBeNull();
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(290);
  });
});

describe('a moment that does not come is an error that says so', () => {
  test('no request', async () => {
    const worker = await startWorker();
    const error = await refusalOf(worker.killAtRequest(provider, undefined, { timeoutMs: 100 }));
    expect(error).toMatchObject({
      code: 'WorkerProcessFailed',
      message: expect.stringContaining('no request that matches arrived in 100 ms') as string,
    });
  });

  test('no such step, in time or in the run', async () => {
    const worker = await startWorker();
    const handle = await start();
    expect((await refusalOf(worker.killAtStep(handle, 'tool.other', { timeoutMs: 100 }))).message).toContain(
      'did not run tool.other in 100 ms',
    );
    expect((await refusalOf(worker.killAtStep(handle, 'tool.other'))).message).toContain('the run ended');
    expect(await handle.result()).toBe('"said"');
  });
});

describe('a worker is ready', () => {
  test('when it polls, if it sends no message', async () => {
    const worker = await startWorker({ polls: { client: temporal.client, taskQueue: TASK_QUEUE } });
    expect(await worker.stop()).toBe(0);
    expect(await worker.stop()).toBe(0);
    const elsewhere = startWorker({ polls: { client: temporal.client, taskQueue: 'elsewhere' }, readyTimeoutMs: 2_500 });
    expect((await refusalOf(elsewhere)).message).toContain("poll the task queue 'elsewhere'");
  });

  test('or it failed, with the end of its output', async () => {
    const file = program(`console.error('no database'); process.exit(3);`);
    const error = await refusalOf(startWorkerProcess({ file }));
    expect(error).toMatchObject({ code: 'WorkerProcessFailed', logTail: 'no database' });
    expect(error.message).toContain('ended with 3 before it was ready');
  });

  test('or it took too long, and is gone', async () => {
    const file = program(`console.log(process.pid); process.send('almost'); setInterval(() => {}, 1000);`);
    const error = await refusalOf(startWorkerProcess({ file, readyTimeoutMs: 1_500 }));
    expect(error.message).toContain('was not ready after 1500 ms');
    const pid = Number(error['logTail']);
    expect(pid).toBeGreaterThan(0);
    expect(() => process.kill(pid, 0)).toThrow();
  });
});
