import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBenchScene, type BenchScene } from '../../bench/measure/bench-scene.ts';
import { measureDurable } from '../../bench/measure/measure-durable.ts';
import { measurePlain } from '../../bench/measure/measure-plain.ts';

let scene: BenchScene;

beforeAll(async () => {
  scene = await openBenchScene();
});

afterAll(() => scene.close());

test('the bench counts every event and every model call of a run, and its bytes', async () => {
  const run = await measureDurable(scene, { caseName: 'ai-sdk', steps: 2 });
  const handle = scene.client.workflow.getHandle('bench-2');
  const types = ((await handle.fetchHistory()).events ?? []).map(({ eventType }) => eventType);

  expect(run.modelCalls).toBe(3);
  // Start, first workflow task, end; and for each of three model calls and two tool calls an activity and a workflow task.
  expect(run.events).toBe(1 + 3 + 5 * (3 + 3) + 1);
  expect(types).toHaveLength(run.events ?? 0);
  // All three answers of 1 KB, instructions and tools once, and neither of the two results.
  expect(run.historyBytes).toBeGreaterThan(9_000);
  expect(run.historyBytes).toBeLessThan(19_000);
  expect(run.storeBytes).toBeGreaterThan(2 * 8_000 + 3 * 1_000);
  // Three answers of 1 KB, and two results.
  expect(run.journalBytes).toBeGreaterThan(3 * 1_000 + 2 * 8_000);
  expect(run.journalBytes).toBeLessThan(25_000);
  expect(run.replayCpuMs).toBeGreaterThan(0);
});

test('a step more is 3.6 KB more of history, in which the answer has 1.3 KB', async () => {
  const few = await measureDurable(scene, { caseName: 'ai-sdk', steps: 4, replay: false });
  const more = await measureDurable(scene, { caseName: 'ai-sdk', steps: 14, replay: false });
  const bytesAStep = ((more.historyBytes ?? 0) - (few.historyBytes ?? 0)) / 10;
  expect(bytesAStep).toBeGreaterThan(3_000);
  expect(bytesAStep).toBeLessThanOrEqual(3_600);
});

test('the load is what it says: 6 KB of instructions and tools, then 9 KB more a step', async () => {
  const before = scene.model.requestBytes.length;
  await measurePlain(scene, 'ai-sdk', 2);
  const [first = 0, second = 0, third = 0] = scene.model.requestBytes.slice(before).slice(-3);

  expect(first).toBeGreaterThan(5_500);
  expect(first).toBeLessThan(7_000);
  for (const growth of [second - first, third - second]) {
    expect(growth).toBeGreaterThan(9_000);
    expect(growth).toBeLessThan(10_000);
  }
});
