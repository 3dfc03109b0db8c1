import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { CONVERSATION_STATE, TurnRefused, type ConversationState } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { approvalsClient, conversationClient, type ConversationClient } from 'onceward/client';
import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, startWorkerProcess, type ScriptedProvider, type WorkerProcess } from 'onceward/testing';
import { fileStore, memoryJournal, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { eventCount } from '../fixtures/harness/history-of.ts';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { expectNoTask } from '../fixtures/people/answers.ts';
import * as steps from '../fixtures/tool-approvals/steps.ts';

/** More than a chat with an agent makes here, and less than twenty turns. */
const LONG_HISTORY_EVENTS = 100;
const folder = mkdtempSync(join(tmpdir(), 'onceward-conversations-'));
let scene: Scene;
let provider: ScriptedProvider;

const STORE = join(folder, 'store');
const plugin = (): OncewardPlugin =>
  new OncewardPlugin({
    modules: [steps],
    adapters: [aiSdk(), langchain()],
    store: fileStore({ folder: STORE }),
    journal: memoryJournal(),
    // Those of the worker in a process of its own, or the bundle would not fit.
    defaults: { heartbeatTimeout: '2s' },
  });

beforeAll(async () => {
  // `pay 500` is a call of the tool; then, and for anything else, the model says how much it was told.
  provider = await startScriptedProvider({
    script({ messages }) {
      const last = messages.at(-1);
      const asked = /pay (\d+)/.exec(last?.role === 'user' ? textOf(last.content) : '');
      if (asked !== null) return { toolCalls: [{ name: 'payBack', input: { euros: Number(asked[1]) } }] };
      return `${messages.filter(({ role }) => role === 'user').length} said`;
    },
  });
  process.env['MODEL_URL'] = provider.url;
  scene = await openScene({
    workflows: new URL('../fixtures/conversations/workflows.ts', import.meta.url),
    plugin: plugin(),
    server: { dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': LONG_HISTORY_EVENTS } },
  });
  writeFileSync(join(folder, 'bundle.cjs'), scene.bundle.code);
});

afterAll(async () => {
  await scene.close();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function chatsOf(workflowType: string, taskQueue = TASK_QUEUE): ConversationClient {
  return conversationClient(scene.client, { workflowType, taskQueue, timeout: '60s' });
}

function echo(idle = '3d'): ConversationClient {
  return conversationClient(scene.client, { workflowType: 'echoes', taskQueue: TASK_QUEUE, args: () => ['hello', idle] });
}

async function replays(workflowId: string): Promise<void> {
  const handle = scene.client.workflow.getHandle(workflowId);
  // A history that ends in the middle of a task is none that can be replayed.
  await vi.waitFor(() => expectNoTask(handle), { timeout: 20_000, interval: 50 });
  const history = await handle.fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: scene.bundle, plugins: [plugin()] }, history, workflowId);
}

describe('a chat', () => {
  test('is started by its first turn, and is one run for all', async () => {
    const chats = echo();
    const id = randomUUID();
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => chats.send(id, text)));
    expect(answers.map(({ reply }) => textOf(reply).slice(0, 1)).toSorted()).toEqual(['1', '2', '3']);
    expect(await chats.get(id)).toMatchObject({ v: 1, turns: 3, open: [], closing: false });
    const { state } = (await chats.get(id)) as ConversationState;
    expect((state as string[]).toSorted()).toEqual(['a', 'b', 'c', 'hello']);
    await replays(`echoes/${id}`);
  });

  test('answers a turn that is sent again under its id with the same words, and does nothing twice', async () => {
    const chats = echo();
    const id = randomUUID();
    const first = await chats.send(id, 'a', { turnId: 't1' });
    expect(first).toEqual({ v: 1, id: 't1', status: 'answered', at: expect.any(String), reply: '1: a' });
    expect(await chats.send(id, 'a', { turnId: 't1' })).toEqual(first);
    const together = await Promise.all([1, 2, 3].map(() => chats.send(id, 'b', { turnId: 't2' })));
    expect(new Set(together.map(({ reply }) => reply))).toEqual(new Set(['2: b']));
    expect((await chats.history(id)).map(({ reply }) => reply)).toEqual(['1: a', '2: b']);
    // Also when the chat is over by then.
    await chats.close(id);
    await scene.client.workflow.getHandle(`echoes/${id}`).result();
    expect(await chats.send(id, 'a', { turnId: 't1' })).toEqual(first);
  });

  test('goes on after a turn that failed, with what it knew before', async () => {
    const chats = echo();
    const id = randomUUID();
    expect(await chats.send(id, 'fail', { turnId: 'f' })).toMatchObject({
      status: 'failed',
      failure: { type: 'RangeError', message: 'no such thing' },
    });
    expect(await chats.send(id, 'a')).toMatchObject({ reply: '2: a' });
    expect((await chats.get(id))?.state).toEqual(['hello', 'a']);
  });

  test('refuses a message that does not fit, in plain words, and leaves nothing in history', async () => {
    const chats = echo();
    const id = randomUUID();
    await chats.send(id, 'a');
    const handle = scene.client.workflow.getHandle(`echoes/${id}`);
    const before = await eventCount(handle);
    for (const [message, turnId, kind] of [
      [7, 't', 'misfit'],
      ['a'.repeat(300_000), 't', 'invalid'],
      ['a', 't'.repeat(201), 'invalid'],
    ] as const) {
      const error = await refusalOf(chats.send(id, message, { turnId }));
      expect(TurnRefused.isInstance(error) && error.kind).toBe(kind);
    }
    expect(await eventCount(handle)).toBe(before);
  });

  test('refuses a ninth turn while eight wait, leaves nothing of it in history, and takes it when they are answered', async () => {
    const chats = echo();
    const id = randomUUID();
    const turns = ['hold', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const answers = [chats.send(id, 'hold', { turnId: 'hold' })];
    await expect.poll(async () => (await chats.get(id))?.open).toEqual(['hold']);
    answers.push(...turns.slice(1).map((text) => chats.send(id, text, { turnId: text })));
    await expect.poll(async () => (await chats.get(id))?.open.length).toBe(turns.length);
    for (const turnId of ['ninth', 'hold']) {
      const error = await refusalOf(chats.send(id, 'ninth', { turnId }));
      expect(TurnRefused.isInstance(error) && error.kind).toBe('busy');
    }
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(turns.map(() => 'answered'));
    expect(await chats.send(id, 'ninth', { turnId: 'ninth' })).toMatchObject({ reply: '9: ninth' });
    expect((await chats.get(id))?.turns).toBe(9);
    await replays(`echoes/${id}`);
  });

  test('ends when nobody says anything, and when it is closed; the next turn begins a new one', async () => {
    const id = randomUUID();
    const result = (): Promise<unknown> => scene.client.workflow.getHandle(`echoes/${id}`).result();
    expect(await echo('1s').send(id, 'a')).toMatchObject({ reply: '1: a' });
    expect(await result()).toEqual(['hello', 'a']);
    expect(await echo().send(id, 'bye')).toMatchObject({ reply: '1: bye' });
    expect(await result()).toEqual(['hello', 'bye']);
    expect(await echo().send(id, 'b')).toMatchObject({ reply: '1: b' });
    await replays(`echoes/${id}`);
  });

  test('continues as new when its history is long, knows what it was told, and which turns it answered', async () => {
    const chats = echo();
    const id = randomUUID();
    const handle = scene.client.workflow.getHandle(`echoes/${id}`);
    const first = await chats.send(id, 'turn 1', { turnId: 't1' });
    const { runId } = await handle.describe();
    const turns = 20;
    for (let turn = 2; turn <= turns; turn += 1) {
      expect(await chats.send(id, `turn ${turn}`, { turnId: `t${turn}` })).toMatchObject({ reply: `${turn}: turn ${turn}` });
    }
    expect((await handle.describe()).runId).not.toBe(runId);
    expect(await chats.send(id, 'turn 1', { turnId: 't1' })).toEqual(first);
    const { state, turns: taken } = (await chats.get(id)) as ConversationState;
    expect([taken, (state as string[]).length]).toEqual([turns, turns + 1]);
    await replays(`echoes/${id}`);
  });
});

describe.each([
  { chat: 'aiChat', approval: 'payBack-1' },
  { chat: 'langChainChat', approval: 'payBackToo-1' },
])('$chat', ({ chat, approval }) => {
  test('remembers, waits for a person between turns, and goes on by itself when they have decided', async () => {
    const chats = chatsOf(chat);
    const id = randomUUID();
    steps.paid.length = 0;
    expect(await chats.send(id, 'hello')).toMatchObject({ status: 'answered', reply: '1 said' });
    const waiting = await chats.send(id, 'pay 500', { turnId: 'pay' });
    expect(waiting).toMatchObject({ status: 'waiting-for-approval', approvals: [approval] });
    expect(await chats.get(id)).toMatchObject({ open: ['pay'], turns: 2 });
    expect(steps.paid).toEqual([]);
    await approvalsClient(scene.client).decide(`${chat}/${id}`, { id: approval, action: 'approve', by: 'ada' });
    expect(await chats.send(id, 'pay 500', { turnId: 'pay' })).toMatchObject({ status: 'answered', reply: '2 said' });
    expect(steps.paid).toEqual([500]);
    expect(await chats.send(id, 'thanks')).toMatchObject({ reply: '3 said' });
    await replays(`${chat}/${id}`);
  });

  test('whose worker is killed in a turn, and replaced between turns, pays again only what was in flight', async () => {
    const taskQueue = randomUUID();
    const workers: WorkerProcess[] = [];
    const start = async (): Promise<WorkerProcess> => {
      const env = {
        TEMPORAL_ADDRESS: scene.address,
        TASK_QUEUE: taskQueue,
        STORE,
        JOURNAL: join(folder, `${chat}.sqlite`),
        BUNDLE: join(folder, 'bundle.cjs'),
        MODEL_URL: provider.url,
      };
      const worker = await startWorkerProcess({ file: new URL('../fixtures/conversations/worker.ts', import.meta.url), env });
      workers.push(worker);
      return worker;
    };
    const chats = chatsOf(chat, taskQueue);
    const id = randomUUID();
    const first = await start();
    const before = provider.bill();
    // No other chat has said that: a request that another made counts as repeated.
    expect(await chats.send(id, `hello from ${id}`)).toMatchObject({ reply: '1 said' });
    // The second request of the turn: the call of the tool was recorded.
    const killed = first.killAtRequest(provider, ({ body }) => JSON.stringify(body).includes('"role":"tool"'));
    const answer = chats.send(id, 'pay 50', { turnId: 'pay' });
    await killed;
    const second = await start();
    expect(await answer).toMatchObject({ status: 'answered', reply: '2 said' });
    expect(await second.stop()).toBe(0);
    const third = await start();
    expect(await chats.send(id, 'thanks')).toMatchObject({ reply: '3 said' });
    const bill = provider.bill();
    expect({ requests: bill.requests - before.requests, repeated: bill.repeated - before.repeated }).toEqual({ requests: 5, repeated: 1 });
    expect(await third.stop()).toBe(0);
    await Promise.all(workers.map((worker) => worker.kill()));
  });
});

test('the state is one query, for any client of Temporal', async () => {
  const id = randomUUID();
  await echo().send(id, 'a', { turnId: 't1' });
  const state = await scene.client.workflow.getHandle(`echoes/${id}`).query<ConversationState>(CONVERSATION_STATE);
  expect(state.recent.map(({ id: turnId }) => turnId)).toEqual(['t1']);
});
