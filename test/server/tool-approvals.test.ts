import type { WorkflowHandle } from '@temporalio/client';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { decide, pendingIds, refusalReason } from '../fixtures/people/answers.ts';
import * as steps from '../fixtures/tool-approvals/steps.ts';

const { paid } = steps;
let scene: Scene;
let provider: ScriptedProvider;

beforeAll(async () => {
  // A prompt is the payments of one turn: `50 + 500`. Then the model is done.
  provider = await startScriptedProvider({
    script({ prompt, messages }) {
      if (messages.some(({ role }) => role === 'assistant')) return 'Done';
      return { toolCalls: prompt.split(' + ').map((euros) => ({ name: 'payBack', input: { euros: Number(euros) } })) };
    },
  });
  process.env['MODEL_URL'] = provider.url;
  const plugin = new OncewardPlugin({ modules: [steps], adapters: [aiSdk(), langchain()], store: memoryStore(), journal: memoryJournal() });
  // Nothing is kept in memory: whatever waits is run from its start at each answer.
  const worker = { maxCachedWorkflows: 0 };
  scene = await openScene({ workflows: new URL('../fixtures/tool-approvals/workflows.ts', import.meta.url), plugin, worker });
});

afterAll(async () => {
  await scene.close();
  await provider.close();
});

beforeEach(() => {
  paid.length = 0;
});

/** What the model was told about its calls, in their order. */
function told(): unknown[] {
  const messages = (provider.requests().at(-1)?.body['messages'] ?? []) as { role: string; content: unknown }[];
  return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
}

async function typesOf(handle: WorkflowHandle): Promise<string[]> {
  return activitiesOf(await handle.fetchHistory()).map(({ activityType }) => activityType);
}

describe.each([
  { loop: 'aiLoop', id: 'payBack' },
  { loop: 'langChainLoop', id: 'payBackToo' },
])('a tool with the option approval, in $loop', ({ loop, id }) => {
  const asked = `${id}-1`;

  test('is called without a question when its code says so, which runs in an activity', async () => {
    const handle = await scene.start(loop, '50');
    await handle.result();
    expect(paid).toEqual([50]);
    expect(await typesOf(handle)).toContain(`policy.${id}`);
  });

  test('waits for a person, who sees the input, and is called once', async () => {
    const handle = await scene.start(loop, '500');
    const [request] = await pendingIds(handle, [asked]);
    expect(request).toMatchObject({
      title: `Call ${id}?`,
      proposed: { euros: 500 },
      toolCallId: expect.any(String),
      schema: { type: 'object' },
    });
    expect(paid).toEqual([]);
    await decide(handle, { id: asked, action: 'approve', by: 'ada' });
    await handle.result();
    expect(paid).toEqual([500]);
    expect(told()).toEqual(['paid 500']);
  });

  test('is not called when a person says no, and the model is told why', async () => {
    const handle = await scene.start(loop, '500');
    await pendingIds(handle, [asked]);
    await decide(handle, { id: asked, action: 'reject', by: 'ada', reason: 'too much' });
    expect(await handle.result()).toBe('Done');
    expect(paid).toEqual([]);
    expect(await typesOf(handle)).not.toContain(`tool.${id}`);
    expect(told()).toEqual([`${id} was not called: ada did not allow it: too much. Do not call it again with the same input.`]);
  });

  test('is called with what a person puts in place of the input, if it is what the tool takes', async () => {
    const handle = await scene.start(loop, '500');
    await pendingIds(handle, [asked]);
    expect(await refusalReason(handle, { id: asked, action: 'edit', value: { euros: 'much' } })).toContain('it is not what the tool takes');
    await decide(handle, { id: asked, action: 'edit', value: { euros: 300 } });
    await handle.result();
    expect(paid).toEqual([300]);
  });

  test('lets calls of one turn be answered each by itself, while those that need nobody go on', async () => {
    const handle = await scene.start(loop, '500 + 50 + 600');
    await pendingIds(handle, [asked, `${id}-3`]);
    await expect.poll(() => paid).toEqual([50]);
    await decide(handle, { id: `${id}-3`, action: 'approve' });
    await decide(handle, { id: asked, action: 'respond', value: 'ask me tomorrow', by: 'ada' });
    await handle.result();
    expect(paid).toEqual([50, 600]);
    expect(told()).toEqual([expect.stringContaining('ada answered: ask me tomorrow'), 'paid 50', 'paid 600']);
  });

  test('asks those whom its code names', async () => {
    const handle = await scene.start(loop, '5000');
    const [request] = await pendingIds(handle, [asked]);
    expect(request).toMatchObject({ title: 'Pay 5000 euros?', approvers: ['role:head'] });
    expect(await refusalReason(handle, { id: asked, action: 'approve', by: 'bob' })).toContain('bob may not answer it');
    await handle.terminate();
  });
});

describe('when nobody allows a call in time', () => {
  test('the model is told', async () => {
    expect(await (await scene.start('aiLoop', '500', 'patiently')).result()).toBe('Done');
    expect(told()).toEqual(['patiently was not called: nobody allowed it in time. Do not call it again with the same input.']);
    expect(paid).toEqual([]);
  });

  test("the run fails with onExpire: 'fail', whatever the loop makes of it", async () => {
    const { cause } = await refusalOf((await scene.start('aiLoop', '500', 'onceADay')).result());
    expect(cause).toMatchObject({ type: 'ApprovalExpired' });
    expect(paid).toEqual([]);
  });
});

test('an approval that nobody could give fails the run, and calls nothing', async () => {
  const { cause } = await refusalOf((await scene.start('aiLoop', '500', 'forNobody')).result());
  expect(cause).toMatchObject({ type: 'InvalidOption' });
  expect(paid).toEqual([]);
});

describe("a tool's own needsApproval, with runWithApprovals", () => {
  test('becomes the same request, each call of a turn by itself, and the reason reaches the model', async () => {
    const handle = await scene.start('needsApprovalLoop', '500 + 50 + 600');
    const [request] = await pendingIds(handle, ['payBack-1', 'payBack-2']);
    expect(request).toMatchObject({ title: 'Call payBack?', proposed: { euros: 500 }, actions: ['approve', 'reject', 'respond'] });
    await decide(handle, { id: 'payBack-1', action: 'reject', reason: 'too much' });
    await decide(handle, { id: 'payBack-2', action: 'approve' });
    expect(await handle.result()).toBe('Done');
    expect(new Set(paid)).toEqual(new Set([50, 600]));
    expect(paid).toHaveLength(2);
    expect(JSON.stringify(told())).toContain('too much');
  });
});

describe('what cannot be asked so is refused when the worker starts', () => {
  const pluginOf =
    (module: object): (() => OncewardPlugin) =>
    () =>
      new OncewardPlugin({ modules: [{ ...module }], adapters: [aiSdk(), langchain()] });

  test.for([
    ['a function', steps.refused.badFunction, "option 'approval' is for tools, and this is a function"],
    ['a tool that asks by itself', steps.refused.badTwice, "stands beside an approval of the tool's own"],
    ['another name', steps.refused.badName, "Did you mean 'approvers'?"],
    ['another value', steps.refused.badValue, 'option \'approval\' is "yes"'],
  ] as const)('%s', ([, thing, problem]) => {
    expect(pluginOf({ thing })).toThrow(problem);
  });
});
