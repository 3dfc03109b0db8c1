import { approvalsClient } from 'onceward/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openForkScene, type ForkScene } from '../fixtures/fork/fork-scene.ts';
import { outside } from '../fixtures/fork/steps.ts';

let scene: ForkScene;

beforeAll(async () => {
  scene = await openForkScene();
});

afterAll(() => scene.close());

beforeEach(() => {
  Object.assign(outside, { looks: [], rows: [], isMended: false, refuses: false });
});

/** Answers what a run asks, once it does. */
async function answer(workflowId: string, action: 'approve' | 'respond' | 'reject', value?: number): Promise<string> {
  const approvals = approvalsClient(scene.client);
  const { id, title } = await expect
    .poll(async () => (await approvals.list({ workflowId })).approvals[0], { timeout: 20_000 })
    .toBeDefined()
    .then(async () => (await approvals.list({ workflowId })).approvals[0] ?? { id: '', title: '' });
  await approvals.decide(workflowId, { id, action, by: 'ada', ...(value !== undefined && { value: { row: value } }) });
  return title;
}

test('a write of the run is not made again, before the place and after it', async () => {
  const origin = await scene.run('record', ['tide', 'moon', 'sun']);
  const [, second] = await scene.keysOf(origin, 'function.look');
  const history = await scene.historyOf(origin);
  expect(await scene.fork(origin, { from: second ?? '' })).toMatchObject({ result: [1, 2, 3], looks: ['moon', 'sun'], rows: [] });
  const [write] = await scene.keysOf(origin, 'function.write');
  expect(await scene.fork(origin, { from: write ?? '' })).toMatchObject({ result: [1, 2, 3], rows: [] });
  expect(await scene.historyOf(origin)).toBe(history);
});

test('about a write in place of one that was made, a person is asked, also in a fork of the fork', async () => {
  const origin = await scene.run('record', ['tide', 'moon', 'sun']);
  const [first, second] = await scene.keysOf(origin, 'function.look');
  outside.isMended = true;
  const { workflowId } = await scene.runs.fork(origin, { from: second ?? '' });
  expect(await answer(workflowId, 'approve')).toMatch(/^Make write in this fork, too\?.* made this write with another input/);
  await answer(workflowId, 'respond', 33);
  expect(await scene.runs.result(workflowId)).toEqual([1, 4, 33]);
  expect(outside.rows).toEqual(['tide has -1 letters', 'moon has -1 letters', 'sun has -1 letters', 'moon has 4 letters']);

  outside.isMended = false;
  // It has all of its writes from the fork or from the run behind it.
  const again = await scene.runs.fork(workflowId, { from: first ?? '' }).catch(() => undefined);
  expect(again).toBeUndefined();
  const [ownFirst] = await scene.keysOf(workflowId, 'function.look');
  const grandchild = await scene.fork(workflowId, { from: ownFirst ?? '' });
  expect(grandchild).toMatchObject({ result: [1, 2, 3], rows: [] });
});

test('a person who rejects a write of a fork ends it', async () => {
  const origin = await scene.run('record', ['tide']);
  const [first] = await scene.keysOf(origin, 'function.look');
  outside.isMended = true;
  const { workflowId } = await scene.runs.fork(origin, { from: first ?? '' });
  await answer(workflowId, 'reject');
  await expect(scene.runs.result(workflowId)).rejects.toMatchObject({ cause: { type: 'OutcomeUnknown' } });
  expect(outside.rows).toHaveLength(1);
});

test('a write that was refused did nothing, so a mended one is made without a question', async () => {
  outside.refuses = true;
  const origin = await scene.run('record', ['tide']);
  Object.assign(outside, { refuses: false, isMended: true });
  const [first] = await scene.keysOf(origin, 'function.look');
  expect(await scene.fork(origin, { from: first ?? '' })).toMatchObject({ result: [1], rows: ['tide has 4 letters'] });
});

test('children are forked with their parent, and their writes too', async () => {
  const origin = await scene.run('parent', ['tide', 'moon']);
  outside.isMended = true;
  const [end] = await scene.keysOf(origin, 'function.look');
  const { result, looks, rows } = await scene.fork(origin, { from: end ?? '' });
  expect({ result, looks, rows }).toEqual({
    result: ['tide has -1 letters in row 1', 'moon has -1 letters in row 2', 'the end has 7 letters'],
    looks: ['the end'],
    rows: [],
  });
});

test('a child that was started after the place asks anew, and does not write again', async () => {
  const origin = await scene.run('lookThenChild', 'tide');
  const [first] = await scene.keysOf(origin, 'function.look');
  const { looks, rows } = await scene.fork(origin, { from: first ?? '' });
  expect({ looks, rows }).toEqual({ looks: ['tide', 'tide'], rows: [] });
});

test('a fork is given what the run got: signals, decisions, events', async () => {
  const workflowId = 'asked';
  const handle = await scene.client.workflow.start('asked', { taskQueue: 'forks', workflowId, args: ['a'] });
  await handle.signal('hint', 'wink');
  await answer(workflowId, 'approve');
  await handle.executeUpdate('onceward.event.deliver', { args: [{ name: 'payment', data: 'paid' }] });
  const result = (await handle.result()) as object;
  const [first, last] = await scene.keysOf(workflowId, 'function.look');
  outside.isMended = true;
  const fork = await scene.fork(workflowId, { from: last ?? '' });
  expect(fork).toMatchObject({ looks: ['last'], result: { ...result, last: 'last has 4 letters' } });
  // A fork of the fork too, although the fork's history has none of it as events.
  const keys = await scene.keysOf(fork.workflowId, 'function.look');
  expect(await scene.fork(fork.workflowId, { from: keys[1] ?? '' })).toMatchObject({ looks: ['last'], result: { by: 'ada' } });

  // What came after the place is asked for again.
  const anew = await scene.runs.fork(workflowId, { from: first ?? '' });
  expect(anew.repeatedMessages).toEqual(['hint']);
  await answer(anew.workflowId, 'reject');
  await scene.client.workflow.getHandle(anew.workflowId).signal('onceward.event.deliver', { name: 'payment', data: 'late' });
  expect(await scene.runs.result(anew.workflowId)).toMatchObject({ approved: false, paid: 'late' });
});

test('a conversation is forked with its turns', async () => {
  const handle = await scene.client.workflow.start('chat', { taskQueue: 'forks', workflowId: 'chat' });
  for (const message of ['tide', 'moon']) {
    await handle.executeUpdate('onceward.conversation.turn', { args: [{ id: message, message }] });
  }
  await handle.signal('onceward.conversation.close');
  await handle.result();
  const [, second] = await scene.keysOf('chat', 'function.look');
  outside.isMended = true;
  const { workflowId } = await scene.runs.fork('chat', { from: second ?? '' });
  await scene.client.workflow.getHandle(workflowId).signal('onceward.conversation.close');
  expect(await scene.runs.result(workflowId)).toEqual(['tide has -1 letters', 'moon has 4 letters']);
});
