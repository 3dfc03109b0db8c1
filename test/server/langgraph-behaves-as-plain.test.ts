import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDurableWorld, type DurableWorld } from '../fixtures/langchain/durable-world.ts';
import { requestsOf } from '../fixtures/sent-requests.ts';
import { behaviour, behaviours, comparable } from '../fixtures/langgraph/behaviours.ts';

let world: DurableWorld;

beforeAll(async () => {
  // Without a cache each task of a workflow runs it from its start.
  world = await startDurableWorld({ maxCachedWorkflows: 0 });
});

afterAll(() => world.stop());

test.each(Object.keys(behaviours))('%s: as in plain code, made again from its start with each task', async (name) => {
  let plain: unknown;
  const plainly = await requestsOf(world.provider, async () => (plain = await behaviour(name)));
  const requests = await requestsOf(world.provider, async () => {
    expect(await (await world.run('behaviour', [name])).result).toEqual(plain);
  });
  expect(comparable(requests)).toEqual(comparable(plainly));
});

test('at least eighty behaviours are compared', () => {
  expect(Object.keys(behaviours).length).toBeGreaterThanOrEqual(80);
});
