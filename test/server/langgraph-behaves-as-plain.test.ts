import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDurableWorld, type DurableWorld } from '../fixtures/langchain/durable-world.ts';
import { behaviour, behaviours } from '../fixtures/langgraph/behaviours.ts';

let world: DurableWorld;

beforeAll(async () => {
  // Without a cache each task of a workflow runs it from its start.
  world = await startDurableWorld({ maxCachedWorkflows: 0 });
});

afterAll(() => world.stop());

test.each(Object.keys(behaviours))('%s: as in plain code, made again from its start with each task', async (name) => {
  const plain = await behaviour(name);
  const { result } = await world.run('behaviour', [name]);
  expect(await result).toEqual(plain);
});

test('at least forty behaviours are compared', () => {
  expect(Object.keys(behaviours).length).toBeGreaterThanOrEqual(40);
});
