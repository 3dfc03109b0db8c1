import { randomUUID } from 'node:crypto';
import { APPROVAL_DECIDE, EVENT_DELIVER, RunOver, type EventReceipt } from 'onceward';
import { runsClient } from 'onceward/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
});

afterAll(() => scene.close());

test('ten starts with one key are one run and one update, and all get its answer; one that goes on takes the next', async () => {
  const runs = runsClient(scene.client);
  const key = randomUUID();
  const options = { taskQueue: TASK_QUEUE, key, args: [2, 'start'] };
  const start = { name: EVENT_DELIVER, args: [{ name: 'start' }] };
  const started = await Promise.all(
    Array.from({ length: 10 }, () => runs.startWithUpdate<EventReceipt>('callsBack', { ...options, update: start })),
  );
  expect(new Set(started.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
  const [first] = started;
  if (first === undefined) throw new Error('Nothing was started.');
  expect(first.handle.workflowId).toBe(`callsBack/${key}`);
  const { runId } = await first.handle.describe();
  for (const amount of [1, 2]) {
    const update = { name: EVENT_DELIVER, args: [{ name: 'paid', data: { amount } }], id: `paid-${amount}` };
    const again = await runs.startWithUpdate<EventReceipt>('callsBack', { ...options, args: ['not used'], update });
    expect([(await again.handle.describe()).runId, again.answer.name]).toEqual([runId, 'paid']);
  }
  expect(await first.handle.result()).toEqual([
    { amount: 1, currency: 'EUR' },
    { amount: 2, currency: 'EUR' },
  ]);
});

test('an update for a run that is over is refused, and starts nothing', async () => {
  const runs = runsClient(scene.client);
  const options = { taskQueue: TASK_QUEUE, key: randomUUID(), args: [{ id: 'pay' }] };
  const handle = await runs.start('asks', options);
  await handle.terminate();
  const { runId } = await handle.describe();
  const update = { name: APPROVAL_DECIDE, args: [{ id: 'pay', action: 'approve' }] };
  const error = await refusalOf(runs.startWithUpdate('asks', { ...options, update }));
  expect(RunOver.isInstance(error) && error.message).toContain(
    `The run 'asks/${options.key}' is over, so it takes no update '${APPROVAL_DECIDE}'.`,
  );
  expect((await handle.describe()).runId).toBe(runId);
});

test('an option that does not exist is refused before anything is started', async () => {
  const update = { name: EVENT_DELIVER, arguments: [] } as { name: string };
  const options = { taskQueue: TASK_QUEUE, key: randomUUID(), update };
  const error = await refusalOf(runsClient(scene.client).startWithUpdate('asks', options));
  expect(error.message).toContain("no option 'arguments'");
});
