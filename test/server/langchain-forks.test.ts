import { Client } from '@temporalio/client';
import { runsClient } from 'onceward/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDurableWorld, type DurableWorld } from '../fixtures/langchain/durable-world.ts';

let world: DurableWorld;

beforeAll(async () => {
  world = await startDurableWorld();
});

afterAll(() => world.stop());

test('a createAgent loop is forked at a model call, and asks the provider from there only', async () => {
  const { handle, result } = await world.run('askAgent', ['look_up {"word":"tide"}\nlook_up {"word":"moon"}\nDone']);
  const said = await result;
  const before = JSON.stringify(await handle.fetchHistory());
  const runs = runsClient(new Client({ connection: handle.client.connection }));
  // LangGraph gives messages random ids, so what a fork asks is never quite the same.
  for (const [from, requests] of [
    ['end', 0],
    [3, 1],
    [2, 2],
  ] as const) {
    const asked = world.provider.requests().length;
    const { workflowId } = await runs.fork(handle.workflowId, { from, whenChanged: 'take' });
    const forked = (await runs.result(workflowId)) as unknown[];
    expect(world.provider.requests().length - asked, String(from)).toBe(requests);
    expect(JSON.stringify(forked).replaceAll(/call_\d+/g, 'call')).toBe(JSON.stringify(said).replaceAll(/call_\d+/g, 'call'));
  }
  expect(JSON.stringify(await handle.fetchHistory())).toBe(before);
});
