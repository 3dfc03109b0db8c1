import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { EVENT_DELIVER, EVENT_WAITING, type EventReceipt } from 'onceward';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { refusedUpdate } from '../fixtures/harness/refused-update.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
});

afterAll(() => scene.close());

function deliver(handle: WorkflowHandle, event: unknown): Promise<EventReceipt> {
  return handle.executeUpdate<EventReceipt, [unknown]>(EVENT_DELIVER, { args: [event] });
}

async function waitingFor(handle: WorkflowHandle, ...names: string[]): Promise<void> {
  await expect.poll(() => handle.query(EVENT_WAITING).catch(() => 'nothing'), { timeout: 10_000 }).toEqual(names);
}

function refusalReason(handle: WorkflowHandle, event: unknown): Promise<string> {
  return refusedUpdate(handle, 'EventRefused', () => deliver(handle, event));
}

async function replays(handle: WorkflowHandle): Promise<void> {
  await Worker.runReplayHistory(
    { workflowBundle: scene.bundle, plugins: [peoplePlugin()] },
    await handle.fetchHistory(),
    handle.workflowId,
  );
}

describe('an event', () => {
  test('goes to the code that waits for it, by update or by signal', async () => {
    const handle = await scene.start('waits', ['paid', 'signed']);
    await waitingFor(handle, 'paid');
    expect(await deliver(handle, { name: 'paid', data: { amount: 7 } })).toMatchObject({
      v: 1,
      name: 'paid',
      at: expect.stringMatching(/^\d{4}-/),
    });
    await waitingFor(handle, 'signed');
    await handle.signal(EVENT_DELIVER, { name: 'signed' });
    expect(await handle.result()).toEqual([{ amount: 7 }, null]);
    await replays(handle);
  });

  test('that comes before the code waits for it is kept, and taken in order', async () => {
    const handle = await scene.start('waits', ['first', 'later', 'later']);
    await waitingFor(handle, 'first');
    await deliver(handle, { name: 'later', data: 1 });
    await deliver(handle, { name: 'later', data: 2 });
    await deliver(handle, { name: 'first', data: 0 });
    expect(await handle.result()).toEqual([0, 1, 2]);
    await replays(handle);
  });

  test('that is sent again under its id counts once, and its sender is told so', async () => {
    const handle = await scene.start('waits', ['paid', 'paid']);
    await waitingFor(handle, 'paid');
    const first = await deliver(handle, { name: 'paid', id: 'evt_1', data: 1 });
    expect(await deliver(handle, { name: 'paid', id: 'evt_1', data: 1 })).toEqual({ ...first, duplicate: true });
    await deliver(handle, { name: 'paid', id: 'evt_2', data: 2 });
    expect(await handle.result()).toEqual([1, 2]);
    await replays(handle);
  });

  test('sent many times at the same moment counts once', async () => {
    const handle = await scene.start('waits', ['paid', 'paid']);
    await waitingFor(handle, 'paid');
    const receipts = await Promise.all([1, 2, 3, 4, 5].map(() => deliver(handle, { name: 'paid', id: 'evt_1', data: 1 })));
    expect(receipts.filter(({ duplicate }) => duplicate !== true)).toHaveLength(1);
    await deliver(handle, { name: 'paid', id: 'evt_2', data: 2 });
    expect(await handle.result()).toEqual([1, 2]);
    await replays(handle);
  });
});

describe('an event that does not fit is refused, and leaves nothing in history', () => {
  test('by the schema of the code that waits for it, which completes one that fits', async () => {
    const handle = await scene.start('waits', ['paid'], { schemaOf: 'invoice' });
    await waitingFor(handle, 'paid');
    expect(await refusalReason(handle, { name: 'paid', data: { amount: 5_000 } })).toContain('its data does not fit: amount: Too big');
    await deliver(handle, { name: 'paid', data: { amount: 5 } });
    expect(await handle.result()).toEqual([{ amount: 5, currency: 'EUR' }]);
  });

  test('one that came early and does not fit is left out, and the run waits for the next', async () => {
    const handle = await scene.start('waits', ['first', 'paid'], { schemaOf: 'invoice' });
    await waitingFor(handle, 'first');
    await deliver(handle, { name: 'paid', data: 'nonsense' });
    await deliver(handle, { name: 'paid', data: { amount: 1, currency: 'USD' } });
    await deliver(handle, { name: 'first', data: { amount: 2 } });
    expect(await handle.result()).toEqual([
      { amount: 2, currency: 'EUR' },
      { amount: 1, currency: 'USD' },
    ]);
  });

  test.for([
    [null, 'it has no name'],
    [{ data: 1 }, 'it has no name'],
    [{ name: 'paid', id: 7 }, "'id' has to be a text"],
    [{ name: 'paid', data: 'a'.repeat(300_000) }, 'at most 256000 are taken'],
  ] as const)('%#', async ([event, problem]) => {
    const handle = await scene.start('waits', ['paid']);
    await waitingFor(handle, 'paid');
    expect(await refusalReason(handle, event)).toContain(problem);
    await handle.terminate();
  });

  test('one too many that nobody waits for', async () => {
    const handle = await scene.start('waits', ['paid']);
    await waitingFor(handle, 'paid');
    for (let sent = 0; sent < 100; sent += 10)
      await Promise.all(Array.from({ length: 10 }, (_, index) => handle.signal(EVENT_DELIVER, { name: 'other', data: sent + index })));
    await expect
      .poll(async () => refusalReason(handle, { name: 'other' }).catch(() => 'taken'))
      .toContain('100 events that nobody waits for are kept');
    await handle.terminate();
  });
});

describe('an event that does not come', () => {
  test('fails the run, typed, or gives what was stated', async () => {
    const [failing, going] = await Promise.all([
      scene.start('waits', ['paid'], { timeout: '1s' }),
      scene.start('waits', ['paid'], { timeout: '1s', fallback: 'nothing' }),
    ]);
    const { cause } = await refusalOf(failing.result());
    expect(cause).toMatchObject({ type: 'EventTimedOut', nonRetryable: true });
    expect((cause as Error).message).toContain("'paid' did not come within 1 s");
    expect(await going.result()).toEqual(['nothing']);
  });
});

test('two waits for one name at once are refused', async () => {
  const { cause } = await refusalOf((await scene.start('waitsTwiceAtOnce')).result());
  expect((cause as Error).message).toContain("The event 'one': option 'name' is waited for already");
});
