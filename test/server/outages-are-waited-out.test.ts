import type { WorkflowHandle } from '@temporalio/client';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import * as steps from '../fixtures/outage/steps.ts';
import type * as workflows from '../fixtures/outage/workflows.ts';

const { outside } = steps;
const DOWN = { status: 503 };

let scene: Scene;

beforeAll(async () => {
  const plugin = new OncewardPlugin({ modules: [steps], store: memoryStore(), journal: memoryJournal(), shutdownGrace: '1s' });
  scene = await openScene({ workflows: new URL('../fixtures/outage/workflows.ts', import.meta.url), plugin });
});

afterAll(() => scene.close());

beforeEach(() => {
  Object.assign(outside, { keys: [], answers: [] });
});

function start(name: keyof typeof workflows, ...args: unknown[]): Promise<WorkflowHandle> {
  return scene.start(name, ...args);
}

async function timersOf(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter(({ timerStartedEventAttributes: timer }) => timer).length;
}

async function detailsOf(handle: WorkflowHandle): Promise<string> {
  return String(
    await handle.query('__temporal_workflow_metadata').then((metadata) => (metadata as { currentDetails?: string }).currentDetails),
  );
}

test('a step whose other side is down waits after its attempts and finishes, under the same key', async () => {
  outside.answers = [DOWN];
  const handle = await start('callOne', 'patient');
  expect(await handle.result()).toBe('done');
  expect(outside.keys).toHaveLength(2);
  expect(new Set(outside.keys).size).toBe(1);
  expect(await timersOf(handle)).toBe(1);
});

test('when the outage outlasts its patience it fails typed, and says how long it waited', async () => {
  outside.answers = [DOWN, DOWN, DOWN, DOWN];
  const reason = (await (await start('callOne', 'patient')).result()) as { waitedMs: number };
  expect(reason).toEqual({
    category: 'overloaded',
    waitedMs: expect.any(Number) as number,
    message: expect.stringMatching(/^patient failed \(overloaded\): Error: the other side is down, and was no better 3 s later$/) as string,
  });
  expect(reason.waitedMs).toBeGreaterThanOrEqual(3_000);
  expect(outside.keys).toHaveLength(2);
});

test('an attempt that Temporal gave up on is an outage, too, and its answer is taken from where it was recorded', async () => {
  const handle = await start('callOne', 'hangs');
  expect(await handle.result()).toBe(1);
  expect(outside.keys).toHaveLength(1);
  expect(await timersOf(handle)).toBe(1);
});

test.for([
  ['what another try does not help', 'patient', { status: 400 }],
  ['patience switched off', 'impatient', DOWN],
  ['a wait asked for that is longer than the patience', 'patient', { status: 503, headers: { 'retry-after': '60' } }],
] as const)('%s fails at once', async ([, name, answer]) => {
  outside.answers = [answer];
  const handle = await start('callOne', name);
  const reason = (await handle.result()) as object;
  expect(reason).toHaveProperty('category');
  expect(reason).not.toHaveProperty('waitedMs');
  expect(outside.keys).toHaveLength(1);
  expect(await timersOf(handle)).toBe(0);
});

test('a call may be less patient than its step', async () => {
  outside.answers = [DOWN];
  const handle = await start('callImpatiently');
  await refusalOf(handle.result());
  expect(await timersOf(handle)).toBe(0);
});

test('a waiting step is seen, and cancelling the run ends the wait at once', async () => {
  outside.answers = [DOWN];
  const handle = await start('callOne', 'veryPatient');
  await vi.waitFor(async () => expect(await timersOf(handle)).toBe(1), { timeout: 10_000 });
  expect(await detailsOf(handle)).toMatch(
    /^what the workflow says itself\n\nfunction veryPatient waits since \S+Z for the other side to come back \(overloaded: Error: the other side is down\)\. It is tried again at \S+Z\.$/,
  );
  const { events } = await handle.fetchHistory();
  const timer = events?.find(({ timerStartedEventAttributes: attributes }) => attributes);
  expect(Buffer.from(timer?.userMetadata?.summary?.data ?? []).toString()).toBe(
    '"function veryPatient waits for an outage to end (overloaded, for 0 ms now)"',
  );
  await handle.cancel();
  const error = await refusalOf(handle.result());
  expect((error.cause as Error).name).toBe('CancelledFailure');
  expect(outside.keys).toHaveLength(1);
  expect(await detailsOf(handle)).toBe('what the workflow says itself');
});
