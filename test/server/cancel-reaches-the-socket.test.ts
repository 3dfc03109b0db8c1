import { afterAll, beforeAll, expect, test } from 'vitest';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { startCancelScene, type CancelScene } from '../support/cancel-scene.ts';

let scene: CancelScene;

beforeAll(async () => {
  scene = await startCancelScene();
});
afterAll(() => scene.stop());

test.for([
  ['a model of the AI SDK', 'askModel'],
  ['a stream of the AI SDK, before it begins', 'askStream'],
  ['a stream of the AI SDK, in its middle', 'askBegunStream'],
  ['a stream of the AI SDK of which only the text is read', 'readStream'],
  ['a chat model of LangChain', 'askChatModel'],
  ['a tool of an agent', 'askAgent'],
  ['durableFetch that waits for an answer', 'fetchAnswer'],
  ['durableFetch in the middle of an answer', 'fetchBody'],
] as const)('%s: cancelling the run closes the connection, asks for nothing more, and the run ends as cancelled', async ([, workflow]) => {
  const { hanging, outcome } = await scene.cancelled(workflow);
  expect({ hanging, outcome }).toEqual({ hanging: 1, outcome: 'CancelledFailure' });
});

test('a request that is never answered is closed after the attempt that waited on for it, and made once more', async () => {
  const handle = await scene.start('fetchSilent');
  expect(await handle.result()).toBe('one two');
  const requests = scene.server.requests.filter(({ path }) => path === '/silent-once');
  expect(requests.map(({ isAnswered, closedAtMs }) => [isAnswered, closedAtMs !== undefined])).toEqual([
    [false, true],
    [true, false],
  ]);
});

test('an answer that hangs in the middle is given up and asked for again', async () => {
  const handle = await scene.start('fetchStalled');
  expect(await handle.result()).toBe('one two');
  const requests = scene.server.requests.filter(({ path }) => path === '/stalls-once');
  expect(requests.map(({ isAnswered, closedAtMs }) => [isAnswered, closedAtMs !== undefined])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(activitiesOf(await handle.fetchHistory())).toMatchObject([{ header: { limits: { chunkIdleMs: 1_000 } } }]);
});

test.for([
  ['a node of a graph', 'askGraph', 1],
  ['two branches of a graph', 'askBranches', 2],
  ['a node that would be tried again', 'askTriedGraph', 1],
] as const)('%s: cancelling the run cancels its calls, its `finally` runs, and the run ends as cancelled', async ([, workflow, calls]) => {
  const { handle, hanging, outcome } = await scene.cancelled(workflow);
  expect({ hanging, outcome }).toEqual({ hanging: calls, outcome: 'CancelledFailure' });
  const activities = activitiesOf(await handle.fetchHistory()).map(({ activityType }) => activityType);
  expect(activities.filter((type) => type === 'function.tidy')).toHaveLength(calls);
  expect(activities).toHaveLength(2 * calls);
});

test('a graph between two tries of a node: cancelling the run ends it as cancelled', async () => {
  const handle = await scene.start('waitForNextTry');
  await scene.until(handle, 'timerStartedEventAttributes');
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
});
