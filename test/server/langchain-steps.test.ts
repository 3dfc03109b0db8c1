import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startDurableWorld, type DurableWorld } from '../fixtures/langchain/durable-world.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { sentSince } from '../fixtures/sent-requests.ts';
import { notes } from '../fixtures/langchain/documents.ts';
import * as plain from '../fixtures/langchain/workflows.ts';

let world: DurableWorld;
let before: number;

beforeAll(async () => {
  world = await startDurableWorld();
});

afterAll(() => world.stop());

beforeEach(() => {
  before = world.provider.requests().length;
});

it('sends one HTTP request an attempt, whatever the client would retry', async () => {
  world.provider.failNext(503, 3);
  const { result } = await world.run('callOnce', ['hello']);
  await expect(result).rejects.toMatchObject({ cause: { type: 'Overloaded' } });
  world.provider.reset();
  expect(sentSince(world.provider, before)).toHaveLength(2);
});

it('sends one HTTP request an attempt for structured output too, where an answer without JSON is worth a fresh sample', async () => {
  const { result } = await world.run('parsedOnly', ['no json']);
  await expect(result).rejects.toMatchObject({ cause: { type: 'OutputParseFailed' } });
  expect(sentSince(world.provider, before)).toHaveLength(2);
});

it('goes on after a failed attempt', async () => {
  world.provider.failNext(503);
  const { result } = await world.run('callOnce', ['hello']);
  expect(await result).toBe('hello');
  expect(sentSince(world.provider, before)).toHaveLength(2);
});

it('calls tools with their artifact, and with a plain value outside a tool call', async () => {
  const { result } = await world.run('callTools', []);
  expect(await result).toEqual(JSON.parse(JSON.stringify(await plain.callTools())));
});

it('retrieves documents with id and metadata', async () => {
  const expected = await plain.search('readFileSync');
  expect(expected).not.toEqual([]);
  const { result } = await world.run('search', ['readFileSync']);
  expect(await result).toEqual(expected);
});

it('embeds a query and documents, a batch an activity', async () => {
  const texts = Array.from({ length: 150 }, (_, index) => 'x'.repeat(index + 1));
  const { handle, result } = await world.run('embed', [texts]);
  const { one, many } = (await result) as { one: number[]; many: number[][] };
  expect(one[0]).toBe(1);
  expect(many.map(([length]) => length)).toEqual(texts.map(({ length }) => length));
  expect(sentSince(world.provider, before).map(({ body }) => (body['input'] as string[]).length)).toEqual([1, 100, 50]);
  const { events } = await handle.fetchHistory();
  expect(events?.filter(({ activityTaskScheduledEventAttributes }) => activityTaskScheduledEventAttributes)).toHaveLength(3);
});

it('a vector store finds what it finds plainly: by text, score, vector, filter, diversity and as a retriever', async () => {
  const texts = ['tide', 'tidal', 'moonlight', 'sea'];
  const ids = texts.map((text) => `id-${text}`);
  expect(await (await world.run('remember', [texts, ids])).result).toEqual(ids);
  expect(await (await world.run('addByVectors', [])).result).toEqual(['far']);
  const { result } = await world.run('recall', ['tide']);
  expect(await result).toEqual(JSON.parse(JSON.stringify(await plain.recall('tide'))));

  await (
    await world.run('forget', [[...ids, 'far']])
  ).result;
  expect(notes.size).toBe(0);
});

it('an addition that broke off when all was stored stores nothing twice, and its batches are recorded one by one', async () => {
  notes.failNext = 1;
  const { handle, result } = await world.run('remember', [Array.from({ length: 250 }, (_, index) => `note ${index}`)]);
  const ids = (await result) as string[];
  expect(new Set(ids).size).toBe(250);
  expect(notes.size).toBe(250);
  const added = activitiesOf(await handle.fetchHistory());
  expect(added.map(({ activityType }) => activityType)).toEqual(Array(3).fill('retriever.notes.add'));
  await (
    await world.run('forget', [ids])
  ).result;
});

it('compresses and loads documents', async () => {
  const texts = ['the sea', 'a lake', 'the sea at night'];
  expect(await (await world.run('compress', [texts, 'sea'])).result).toEqual(await plain.compress(texts, 'sea'));
  expect(await (await world.run('load', [])).result).toEqual(JSON.parse(JSON.stringify(await plain.load())));
});

it('runs any other runnable as one activity, with messages and documents in and out, and each item of a batch', async () => {
  const { handle, result } = await world.run('runRunnable', []);
  expect(await result).toEqual(JSON.parse(JSON.stringify(await plain.runRunnable())));
  expect(activitiesOf(await handle.fetchHistory()).map(({ activityType }) => activityType)).toEqual(Array(3).fill('function.answer'));
});

it('runs a chain with a model inside as one activity and one request', async () => {
  const { handle, result } = await world.run('runChain', ['tide']);
  expect(await result).toMatchObject({ type: 'ai', content: 'Hello tide' });
  expect(sentSince(world.provider, before)).toHaveLength(1);
  expect(activitiesOf(await handle.fetchHistory()).map(({ activityType }) => activityType)).toEqual(['function.greet']);
});

it('a runnable as a node of a graph is one activity, made once, also when the graph stops to ask', async () => {
  const { handle, result } = await world.run('lookAndAsk', ['yes'], { maxCachedWorkflows: 0 });
  expect(await result).toEqual(JSON.parse(JSON.stringify(await plain.lookAndAsk('yes'))));
  expect(activitiesOf(await handle.fetchHistory()).map(({ activityType }) => activityType)).toEqual(['function.look']);
});

it.each([
  ['askOwnModel', 'fetch of https://models.example.com/v1/answers was called'],
  ['askModelByName', 'A model of @langchain/openai was named'],
  ['askAgentOfNamedModel', 'A model of @langchain/anthropic was named'],
])('%s, of a model that is not durable, fails at the first call, typed, and is told what to do', async (name, words) => {
  const { handle, result } = await world.run(name, ['hello']);
  await expect(result).rejects.toMatchObject({ cause: { type: 'NotInWorkflow' } });
  await expect(result).rejects.toMatchObject({ cause: { message: expect.stringContaining(words) as string } });
  await expect(result).rejects.toMatchObject({ cause: { message: expect.stringContaining('durable(...)') as string } });
  const { events } = await handle.fetchHistory();
  expect(events?.filter(({ timerStartedEventAttributes: timer }) => timer)).toEqual([]);
});
