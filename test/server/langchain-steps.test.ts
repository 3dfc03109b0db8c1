import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startDurableWorld, type DurableWorld } from '../fixtures/langchain/durable-world.ts';
import { sentSince } from '../fixtures/sent-requests.ts';
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
