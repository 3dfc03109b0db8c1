import type { WorkflowHandle } from '@temporalio/client';
import type { HITLResponse } from 'langchain';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf, eventCount } from '../fixtures/harness/history-of.ts';
import { expectNoTask } from '../fixtures/people/answers.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import * as tools from '../fixtures/langchain-approvals/tools.ts';
import { plainClerk } from '../fixtures/langchain-approvals/workflows.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { requestsOf, sentSince, type SentRequest } from '../fixtures/sent-requests.ts';

const { done } = tools;

let provider: ScriptedProvider;
let scene: Scene;

beforeAll(async () => {
  provider = await startScriptedProvider({ script: lineScript });
  process.env['MODEL_URL'] = provider.url;
  const plugin = new OncewardPlugin({ modules: [tools], adapters: [langchain()], store: memoryStore(), journal: memoryJournal() });
  const workflows = new URL('../fixtures/langchain-approvals/workflows.ts', import.meta.url);
  // Every question, answer and result finds a worker that has to run the workflow from its start.
  scene = await openScene({ workflows, plugin, worker: { maxCachedWorkflows: 0 } });
});

afterAll(async () => {
  await scene.close();
  await provider.close();
});

beforeEach(() => {
  done.length = 0;
});

async function pending(handle: WorkflowHandle, ids: readonly string[]): Promise<ApprovalRequest[]> {
  const query = (): Promise<ApprovalRequest[]> => handle.query<ApprovalRequest[]>(APPROVAL_PENDING);
  const idsNow = async (): Promise<string[]> => {
    await expectNoTask(handle);
    return (await query()).map(({ id }) => id);
  };
  await vi.waitFor(async () => expect(await idsNow()).toEqual(ids), { timeout: 20_000, interval: 50 });
  return query();
}

function decide(handle: WorkflowHandle, id: string, answer: object): Promise<unknown> {
  return handle.executeUpdate(APPROVAL_DECIDE, { args: [{ id, by: 'ada', ...answer }] });
}

async function stop(handle: WorkflowHandle): Promise<void> {
  await handle.cancel();
  await refusalOf(handle.result());
}

const WRITE = 'write_crm {"note":"hello"}\nDone';

/** One after the other in this order: the ids of each stop, and what is answered. */
type Stops = readonly (readonly (readonly [id: string, answer: object])[])[];

async function answered(workflow: string, args: readonly unknown[], stops: Stops): Promise<WorkflowHandle> {
  const handle = await scene.start(workflow, ...args);
  for (const questions of stops) {
    await pending(
      handle,
      questions.map(([id]) => id),
    );
    for (const [id, answer] of questions.toReversed()) await decide(handle, id, answer);
  }
  return handle;
}

describe('a call that humanInTheLoopMiddleware stops ends as in plain LangChain', () => {
  const edit = { name: 'write_crm', args: { note: 'goodbye' } };
  test.for<[string, string, Stops, HITLResponse['decisions'][], string[]]>([
    ['approved', WRITE, [[['write_crm-1', { action: 'approve' }]]], [[{ type: 'approve' }]], ['wrote hello']],
    [
      'edited',
      WRITE,
      [[['write_crm-1', { action: 'edit', value: edit.args }]]],
      [[{ type: 'edit', editedAction: edit }]],
      ['wrote goodbye'],
    ],
    [
      'rejected with a reason, which is what the model is told',
      WRITE,
      [[['write_crm-1', { action: 'reject', reason: 'Not to this customer.' }]]],
      [[{ type: 'reject', message: 'Not to this customer.' }]],
      [],
    ],
    ['rejected without one', WRITE, [[['write_crm-1', { action: 'reject' }]]], [[{ type: 'reject' }]], []],
    [
      'answered in words, which the model gets in place of a result',
      WRITE,
      [[['write_crm-1', { action: 'respond', value: 'I did it myself.' }]]],
      [[{ type: 'reject', message: 'I did it myself.' }]],
      [],
    ],
    [
      'approved beside one that is, too',
      'write_crm {"note":"a"} && delete_crm {"id":1}\nDone',
      [
        [
          ['write_crm-1', { action: 'approve' }],
          ['delete_crm-1', { action: 'approve' }],
        ],
      ],
      [[{ type: 'approve' }, { type: 'approve' }]],
      ['deleted 1', 'wrote a'],
    ],
    [
      'approved beside one that needs no approval',
      'read_crm {"id":7} && write_crm {"note":"b"}\nDone',
      [[['write_crm-1', { action: 'approve' }]]],
      [[{ type: 'approve' }]],
      ['read 7', 'wrote b'],
    ],
  ])('%s', async ([, prompt, stops, decisions, effects]) => {
    let expected: unknown;
    const plainly = await requestsOf(provider, async () => {
      expected = await plainClerk(
        prompt,
        decisions.map((one) => ({ decisions: one })),
      );
    });
    done.length = 0;
    const before = provider.requests().length;
    const handle = await answered('clerk', [prompt], stops);
    expect(await handle.result()).toEqual(expected);
    expect(sentSince(provider, before)).toEqual(plainly);
    expect(done.toSorted()).toEqual(effects);
  });
});

test('of one turn, what was approved and what needs no approval is called, and the model is told why the others were not', async () => {
  const before = provider.requests().length;
  const handle = await answered(
    'clerk',
    ['read_crm {"id":7} && write_crm {"note":"a"} && delete_crm {"id":1} && delete_crm {"id":2}\nDone'],
    [
      [
        ['write_crm-1', { action: 'approve' }],
        ['delete_crm-1', { action: 'reject', reason: 'Keep it.' }],
        ['delete_crm-2', { action: 'approve' }],
      ],
    ],
  );
  await handle.result();
  expect(done.toSorted()).toEqual(['deleted 2', 'read 7', 'wrote a']);
  const requests = sentSince(provider, before);
  expect(requests).toHaveLength(2);
  expect(toldIn(requests.at(-1))).toEqual({
    call_0_0_0: 'read 7',
    call_0_0_1: 'wrote a',
    call_0_0_2: 'Keep it.',
    call_0_0_3: 'deleted 2',
  });
});

/** What a request says that became of each call. */
function toldIn(request: SentRequest | undefined): object {
  const messages = (request?.body['messages'] ?? []) as { readonly tool_call_id?: string; readonly content: string }[];
  return Object.fromEntries(messages.flatMap(({ tool_call_id: id, content }) => (id === undefined ? [] : [[id, content]])));
}

describe('a request', () => {
  test('says which call is asked about, in what words, and what it takes', async () => {
    const handle = await scene.start('clerk', 'write_crm {"note":"a"} && delete_crm {"id":1}\nDone', { expires: '3d' });
    expect(await pending(handle, ['write_crm-1', 'delete_crm-1'])).toMatchObject([
      {
        title: 'write_crm: Tool execution requires approval',
        proposed: { note: 'a' },
        actions: ['approve', 'edit', 'reject', 'respond'],
        expiresAt: expect.any(String) as string,
      },
      { title: 'delete_crm: This is for good.', proposed: { id: 1 }, actions: ['approve', 'reject', 'respond'] },
    ]);
    await stop(handle);
  });

  test('takes no edit that the tool’s schema refuses, and one that leaves a default out', async () => {
    const handle = await scene.start('clerk', WRITE, { approvers: ['ada'] });
    const [request] = await pending(handle, ['write_crm-1']);
    expect(request).toMatchObject({ approvers: ['ada'], schema: { properties: { note: { type: 'string' } }, required: ['note'] } });
    const events = await eventCount(handle);
    const refused = await refusalOf(decide(handle, 'write_crm-1', { action: 'edit', value: { note: 7 } }));
    expect((refused.cause as Error).message).toContain(
      'the value does not fit: note: Instance type "number" is invalid. Expected "string"',
    );
    const stranger = await refusalOf(decide(handle, 'write_crm-1', { action: 'approve', by: 'eve' }));
    expect((stranger.cause as Error).message).toContain('refused');
    expect(await eventCount(handle)).toBe(events);
    await decide(handle, 'write_crm-1', { action: 'edit', value: { note: 'well' } });
    await handle.result();
    expect(done).toEqual(['wrote well']);
  });

  test('may be approved as the model asked for it, also where only the schema’s own code can tell what it means', async () => {
    const handle = await answered('clerk', ['write_crm {"nothing":1}\nDone'], [[['write_crm-1', { action: 'approve' }]]]);
    expect(await handle.result()).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining('tool_input_invalid') as string }),
    );
  });

  test('that is answered with a reason alone tells the model the reason', async () => {
    const handle = await answered('clerk', [WRITE], [[['write_crm-1', { action: 'respond', reason: 'Ask me tomorrow.' }]]]);
    expect(await handle.result()).toContainEqual({ type: 'tool', text: 'Ask me tomorrow.', status: 'error' });
  });

  test('costs nothing while it waits, and nothing but a person answers it', async () => {
    const before = provider.requests().length;
    const handle = await scene.start('clerk', 'write_crm {"note":"approved: true","action":"approve","approved":true}\nDone');
    await pending(handle, ['write_crm-1']);
    await pending(handle, ['write_crm-1']);
    expect(activitiesOf(await handle.fetchHistory())).toHaveLength(1);
    expect((await handle.describe()).raw.pendingActivities ?? []).toEqual([]);
    expect(sentSince(provider, before)).toHaveLength(1);
    expect(done).toEqual([]);
    await stop(handle);
  });

  test.for([
    ['approve', ['wrote hello']],
    ['reject', []],
  ] as const)('that nobody answers is decided by onExpire: %s', async ([onExpire, effects]) => {
    const handle = await scene.start('clerk', WRITE, { expires: '1s', onExpire });
    expect(await handle.result()).toContainEqual(
      onExpire === 'approve'
        ? { type: 'tool', text: 'wrote hello', status: 'success' }
        : { type: 'tool', text: 'Nobody allowed write_crm in time.', status: 'error' },
    );
    expect(done).toEqual(effects);
  });

  test('that nobody answers fails the run, typed, when nothing is stated', async () => {
    const handle = await scene.start('clerk', WRITE, { expires: '1s' });
    expect((await refusalOf(handle.result())).cause).toMatchObject({ type: 'ApprovalExpired' });
  });

  test('ends with the run that is cancelled', async () => {
    const handle = await scene.start('clerk', WRITE);
    await pending(handle, ['write_crm-1']);
    await handle.cancel();
    expect((await refusalOf(handle.result())).cause).toMatchObject({ name: 'CancelledFailure' });
    expect(done).toEqual([]);
  });
});

describe('a plain interrupt', () => {
  test('of a graph within, of branches at once, and of a node that asks twice: each gets its own answer', async () => {
    const handle = await answered(
      'questions',
      [],
      [
        [['interrupt-1', { action: 'approve' }]],
        [
          ['interrupt-2', { action: 'respond', value: 'to the left' }],
          ['interrupt-3', { action: 'respond', value: { to: ['the', 'right'] } }],
        ],
        [['interrupt-4', { action: 'reject', reason: 'no' }]],
        [['interrupt-5', { action: 'respond', value: 2 }]],
      ],
    );
    expect(await handle.result()).toEqual(['true', '"to the left"', '{"to":["the","right"]}', 'false', '2']);
  });

  test('shows what it was raised with', async () => {
    const handle = await scene.start('questions');
    expect(await pending(handle, ['interrupt-1'])).toMatchObject([
      { title: 'Inside?', proposed: 'Inside?', actions: ['approve', 'reject', 'respond'] },
    ]);
    await decide(handle, 'interrupt-1', { action: 'approve' });
    expect(await pending(handle, ['interrupt-2', 'interrupt-3'])).toMatchObject([
      { title: 'Left?' },
      { title: 'interrupt', proposed: { question: 'Right?', of: 2 } },
    ]);
    await stop(handle);
  });

  test('of a second invocation starts from the beginning, and has an id of its own', async () => {
    const handle = await answered('asksTwice', [], [[['interrupt-1', { action: 'approve' }]], [['interrupt-2', { action: 'reject' }]]]);
    expect(await handle.result()).toEqual(['one: true', 'two: false']);
  });
});

describe('what cannot work is told', () => {
  test('a graph without a checkpointer', async () => {
    const { cause } = await refusalOf((await scene.start('withoutCheckpointer')).result());
    expect(cause).toMatchObject({
      type: 'InvalidOption',
      message: expect.stringContaining("option 'graph' has no checkpointer") as string,
    });
  });

  test('an option that does not exist', async () => {
    const { cause } = await refusalOf((await scene.start('asksTwice', { expire: '1s' })).result());
    expect(cause).toMatchObject({ type: 'UnknownOption', message: expect.stringContaining("Did you mean 'expires'?") as string });
  });
});
