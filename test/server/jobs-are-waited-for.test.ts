import type { WorkflowHandle } from '@temporalio/client';
import { EVENT_DELIVER } from 'onceward';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openSkippingScene, type SkippingScene } from '../fixtures/harness/open-skipping-scene.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';
import { jobs } from '../fixtures/people/people.ts';

let scene: SkippingScene;

beforeAll(async () => {
  scene = await openSkippingScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
});

afterAll(() => scene.close());

function start(id: string, options: object = {}): Promise<WorkflowHandle> {
  return scene.start('waitsForJob', id, options);
}

/** The seconds of each timer that was started. */
async function waitsOf(handle: WorkflowHandle): Promise<number[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ timerStartedEventAttributes }) => {
    const { seconds, nanos } = timerStartedEventAttributes?.startToFireTimeout ?? {};
    return timerStartedEventAttributes ? [Math.round(Number(seconds ?? 0) + (nanos ?? 0) / 1e9)] : [];
  });
}

test('a job is looked at with growing waits until it is done', async () => {
  jobs.set('batch', { looks: 0, takes: 6 });
  const handle = await start('batch', { every: '1m', backoff: 2, atMost: '5m' });
  expect(await handle.result()).toBe('batch is done');
  expect(jobs.get('batch')?.looks).toBe(6);
  expect(await waitsOf(handle)).toEqual([60, 120, 240, 300, 300]);
});

test('a job that is not done in time fails the run, and is looked at once more at the end', async () => {
  jobs.set('endless', { looks: 0, takes: Infinity });
  const handle = await start('endless', { every: '1h', backoff: 1, atMost: '1h', timeout: '90m' });
  const { cause } = await refusalOf(handle.result());
  expect(cause).toMatchObject({ type: 'EventTimedOut' });
  expect(jobs.get('endless')?.looks).toBe(3);
  expect(await waitsOf(handle)).toEqual([3_600, 1_800]);
});

test('an announced end is looked at at once', async () => {
  jobs.set('announced', { looks: 0, takes: 2 });
  const handle = await start('announced', { every: '365d', atMost: '365d', event: 'batch-over' });
  await expect.poll(() => jobs.get('announced')?.looks).toBe(1);
  await handle.executeUpdate(EVENT_DELIVER, { args: [{ name: 'batch-over', data: 'whatever' }] });
  expect(await handle.result()).toBe('announced is done');
});

test('a look that fails for good fails the wait', async () => {
  const { cause } = await refusalOf((await start('unknown')).result());
  expect((cause as Error).message).toContain('jobState failed (not_found): ');
});
