import { randomUUID } from 'node:crypto';
import { runsClient } from 'onceward/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { decide, pendingIds } from '../fixtures/people/answers.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
});

afterAll(() => scene.close());

const options = (key: string): { taskQueue: string; key: string; args: object[] } => ({
  taskQueue: TASK_QUEUE,
  key,
  args: [{ id: 'pay', proposed: 1 }],
});

test('ten starts with one key are one run, and a start after its end gives its result', async () => {
  const runs = runsClient(scene.client);
  const key = randomUUID();
  const handles = await Promise.all(Array.from({ length: 10 }, () => runs.start('asks', options(key))));
  expect(new Set(handles.map(({ workflowId }) => workflowId))).toEqual(new Set([`asks/${key}`]));
  const ids = await Promise.all(handles.map(async (handle) => (await handle.describe()).runId));
  expect(new Set(ids).size).toBe(1);
  const [handle] = handles;
  if (handle === undefined) throw new Error('Nothing was started.');
  await pendingIds(handle, ['pay']);
  await decide(handle, { id: 'pay', action: 'approve' });
  await handle.result();
  const again = await runs.start('asks', options(key));
  expect((await again.describe()).runId).toBe(ids[0]);
  expect(await runs.result(again.workflowId)).toMatchObject({ approved: true, value: 1 });
  expect(await runs.get(again.workflowId)).toMatchObject({
    status: 'COMPLETED',
    workflow: 'asks',
    runId: ids[0],
    closedAt: expect.any(Date),
  });
});

test('a run that was asked to stop does', async () => {
  const runs = runsClient(scene.client);
  const { workflowId } = await runs.start('asks', options(randomUUID()));
  expect((await runs.get(workflowId)).status).toBe('RUNNING');
  await runs.cancel(workflowId);
  await refusalOf(runs.result(workflowId));
  expect((await runs.get(workflowId)).status).toBe('CANCELLED');
});

test.for([
  [{ key: '' }, "option 'key' is missing"],
  [{ key: 'ä'.repeat(600) }, "option 'key' makes a workflow id of 1205 bytes"],
  [{ keys: 'a' }, "no option 'keys'"],
] as const)('%j is refused before anything is started', async ([wrong, problem]) => {
  const given = { ...options('a'), ...wrong };
  expect((await refusalOf(runsClient(scene.client).start('asks', given))).message).toContain(problem);
});
