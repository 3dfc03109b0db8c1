import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { giveStep } from '../fixtures/threads/closures.ts';
import * as steps from '../fixtures/threads/steps.ts';
import type * as workflows from '../fixtures/threads/workflows.ts';

const BUSY_MS = 4_000;
const ANSWER = {
  id: 'answer-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'slow',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'a slow answer' } }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

const folder = mkdtempSync(join(tmpdir(), 'onceward-threads-'));
let provider: Server;
let requests = 0;
let scene: Scene;

beforeAll(async () => {
  provider = createServer((_request, response) => {
    requests += 1;
    setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(ANSWER)), BUSY_MS);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  process.env['SLOW_URL'] = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  scene = await openScene({ workflows: new URL('../fixtures/threads/workflows.ts', import.meta.url), plugin: pluginOf(steps) });
});

afterAll(async () => {
  await scene.close();
  provider.closeAllConnections();
  provider.close();
  rmSync(folder, { recursive: true, force: true });
});

function pluginOf(module: Readonly<Record<string, unknown>>): OncewardPlugin {
  const stores = { store: memoryStore(), journal: memoryJournal(), shutdownGrace: '1s', threads: 2 } as const;
  return new OncewardPlugin({ modules: [module], adapters: [aiSdk(), langchain()], ...stores });
}

function start(name: keyof typeof workflows, ...args: unknown[]): Promise<WorkflowHandle> {
  return scene.start(name, ...args);
}

async function run(name: keyof typeof workflows, ...args: unknown[]): Promise<unknown> {
  return (await start(name, ...args)).result();
}

test('a computation four times as long as the heartbeat timeout of a model call beside it: the model is asked once', async () => {
  expect(await run('besideAModelCall', BUSY_MS)).toEqual({ text: 'a slow answer', isMainThread: false });
  expect(requests).toBe(1);
});

test('durableContext() is there: key, attempt, run, signal, and artifacts that go to the store of the main thread and come from it', async () => {
  expect(await run('context')).toEqual({
    isMainThread: false,
    idempotencyKey: expect.stringMatching(/^ow1_/) as string,
    attempt: 1,
    tenant: null,
    aborted: false,
    content: 'page',
    whole: expect.objectContaining({ $artifact: 1, bytes: 5, mediaType: 'text/plain' }) as object,
    back: 'abc',
    missing: 'PayloadMissing',
  });
});

test.for([
  ['a status', 'status', 'unprocessable', 'the page is refused'],
  ['a class of its own, for `classify`', 'own', 'not_found', 'the page is upside down'],
  ['nothing, as its thread ended', 'exit', 'unknown', 'ended with exit code 7'],
] as const)('an error with %s is judged as in the main thread', async ([, how, category, text]) => {
  expect(await run('failing', how)).toEqual({ category, message: expect.stringContaining(text) as string });
});

test('a job of a provider is refused in a thread before it is started: its id could not be kept there', async () => {
  expect(await run('startJob')).toEqual({
    code: 'InvalidDurable',
    message: expect.stringMatching(/providerJob\(\) was called in a thread, which keeps no records.*Leave out `thread: true`/s) as string,
    startedJobs: 0,
  });
});

test('tools of both frameworks run in threads, with their schemas', async () => {
  expect(await run('tools')).toEqual(['4 false', '3 false']);
});

test('a step that hears of the cancellation stops by itself', async () => {
  const file = join(folder, 'hears');
  await cancelOnceBusy(await start('endless', { file, hears: true }), file);
  expect(readFileSync(file, 'utf8')).toBe('heard true');
});

test('one that does not is ended with its thread, and the next call gets a new one', async () => {
  const file = join(folder, 'deaf');
  await cancelOnceBusy(await start('endless', { file, hears: false }), file);
  await sleep(200);
  const last = readFileSync(file, 'utf8');
  await sleep(500);
  expect(readFileSync(file, 'utf8')).toBe(last);
  expect(await Promise.all([run('compute', { ms: 1 }), run('compute', { ms: 1 })])).toEqual([false, false]);
});

test('a step that a thread would not find is refused when the worker starts, by its name', async () => {
  const plugins = [pluginOf({ made: giveStep() })];
  // Of its own: a worker that never ran keeps its connection open.
  const connection = await NativeConnection.connect({ address: scene.address });
  const refused = await Worker.create({ connection, taskQueue: 'threads-refused', plugins });
  const error = await refusalOf(refused.run());
  expect(error['code']).toBe('InvalidDurable');
  expect(error.message).toMatch(/'made' of \S+closures\.ts has `thread: true`, but a thread that loads the file does not find it there/);
});

async function cancelOnceBusy(handle: WorkflowHandle, file: string): Promise<void> {
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 10_000, interval: 50 });
  await handle.cancel();
  const error = await refusalOf(handle.result());
  expect((error.cause as Error).name).toBe('CancelledFailure');
}
