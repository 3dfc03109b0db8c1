import type { WorkflowHandle } from '@temporalio/client';
import { APPROVAL_DECIDE } from 'onceward';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { decide, pendingIds, refusalReason } from '../fixtures/people/answers.ts';
import { stepsPlugin, STEPS_WORKFLOWS } from '../fixtures/steps/steps-plugin.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ workflows: STEPS_WORKFLOWS, plugin: stepsPlugin() });
});

afterAll(() => scene.close());

/** A run that waits for `publish`. */
async function waiting(options: object = {}): Promise<WorkflowHandle> {
  const handle = await scene.start('approval', { id: 'publish', proposed: 'the draft', ...options });
  await pendingIds(handle, ['publish']);
  return handle;
}

describe('an answer decides', () => {
  test.for([
    { answer: { action: 'approve' }, approved: true, value: 'the draft' },
    { answer: { action: 'edit', value: 'a better draft' }, approved: true, value: 'a better draft' },
    { answer: { action: 'reject', reason: 'not now' }, approved: false, value: 'the draft' },
    { answer: { action: 'respond', value: 'make it shorter' }, approved: false, value: 'make it shorter' },
  ])('$answer.action', async ({ answer, approved, value }) => {
    const handle = await waiting();
    const reply = await decide(handle, { id: 'publish', by: 'ada', ...answer });
    expect(reply).toMatchObject({ v: 1, id: 'publish', approved, by: 'ada', ...answer });
    expect(await handle.result()).toMatchObject({ ...answer, approved, value, by: 'ada' });
  });

  test('by signal too, for clients that know no updates', async () => {
    const handle = await waiting();
    await handle.signal(APPROVAL_DECIDE, { id: 'publish', action: 'approve', by: 'ada' });
    expect(await handle.result()).toMatchObject({ action: 'approve', approved: true, by: 'ada' });
  });

  test('whoever asks sees what is waiting, and what it needs', async () => {
    const handle = await waiting({ title: 'Publish it?', actions: ['approve', 'reject'], expires: '3d' });
    const startedMs = (await handle.describe()).startTime.getTime();
    const [request] = await pendingIds(handle, ['publish']);
    expect(request).toMatchObject({
      v: 1,
      id: 'publish',
      title: 'Publish it?',
      proposed: 'the draft',
      actions: ['approve', 'reject'],
      quorum: 1,
    });
    const waitsMs = new Date(request?.expiresAt ?? 0).getTime() - startedMs;
    expect(waitsMs).toBeGreaterThanOrEqual(3 * 24 * 3_600_000);
    expect(waitsMs).toBeLessThan(3 * 24 * 3_600_000 + 10_000);
    await handle.terminate();
  });
});

test('an answer of an id that nobody asked about is refused, once the code had its moment to ask', async () => {
  const handle = await waiting();
  const error = await refusalOf(handle.executeUpdate(APPROVAL_DECIDE, { args: [{ id: 'publihs', action: 'approve' }] }));
  expect((error.cause as Error).message).toContain('nothing of that id is waiting');
  await handle.terminate();
});

describe('an answer that does not fit is refused, and leaves no event', () => {
  test('with an action that the request does not take', async () => {
    const handle = await waiting({ actions: ['approve', 'reject'] });
    expect(await refusalReason(handle, { id: 'publish', action: 'edit', value: 1 })).toContain("it takes approve, reject, not 'edit'");
    expect(await refusalReason(handle, { id: 'publish' })).toContain("not 'undefined'");
    await handle.terminate();
  });

  test('an edit without a value, and what is no answer at all', async () => {
    const handle = await waiting();
    expect(await refusalReason(handle, { id: 'publish', action: 'edit' })).toContain('an edit needs a value');
    expect(await refusalReason(handle, { action: 'approve' })).toContain('names no request');
    await handle.terminate();
  });

  test('a second click, which is told who was first', async () => {
    const handle = await scene.start('approvals', null);
    await pendingIds(handle, ['first']);
    await decide(handle, { id: 'first', action: 'reject', by: 'ada' });
    await pendingIds(handle, ['second']);
    expect(await refusalReason(handle, { id: 'first', action: 'approve', by: 'bob' })).toContain('already decided: reject by ada');
    await decide(handle, { id: 'second', action: 'approve' });
    expect(await handle.result()).toEqual(['reject', 'approve']);
  });

  test('two clicks at the same moment: one decides, the other is refused', async () => {
    const handle = await scene.start('approvals', null);
    await pendingIds(handle, ['first']);
    const clicks = await Promise.allSettled(['approve', 'reject'].map((action) => decide(handle, { id: 'first', action, by: action })));
    expect(clicks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await handle.terminate();
  });

  test('a late click, after the time was over', async () => {
    const handle = await scene.start('approvals', '1s');
    await pendingIds(handle, ['second']);
    expect(await refusalReason(handle, { id: 'first', action: 'approve' })).toMatch(/it expired at \d{4}-/);
    await decide(handle, { id: 'second', action: 'approve' });
    expect(await handle.result()).toEqual(['expired', 'approve']);
  });

  test('by signal it is dropped, and the run waits on', async () => {
    const handle = await waiting();
    await handle.signal(APPROVAL_DECIDE, { id: 'other', action: 'approve' });
    await handle.signal(APPROVAL_DECIDE, null);
    await handle.signal(APPROVAL_DECIDE, { id: 'publish', action: 'approve' });
    expect(await handle.result()).toMatchObject({ action: 'approve' });
  });
});

describe('when nobody answers in time', () => {
  test.for([
    { onExpire: 'approve', approved: true },
    { onExpire: 'reject', approved: false },
  ])('onExpire $onExpire decides', async ({ onExpire, approved }) => {
    const handle = await scene.start('approval', { id: 'publish', proposed: 'the draft', expires: '1s', onExpire });
    expect(await handle.result()).toMatchObject({ action: 'expired', approved, value: 'the draft' });
  });

  test('the run fails, typed, when nothing else was stated', async () => {
    const handle = await scene.start('approval', { id: 'publish', title: 'Publish it?', expires: '1s' });
    const { cause } = await refusalOf(handle.result());
    expect(cause).toMatchObject({ type: 'ApprovalExpired', nonRetryable: true });
    expect((cause as Error).message).toContain("Nobody answered 'Publish it?' (publish) in time");
  });
});

test('an option that does not exist fails the run, saying which was meant', async () => {
  const handle = await scene.start('approval', { id: 'publish', expire: '1s' });
  const { cause } = await refusalOf(handle.result());
  expect(cause).toMatchObject({ type: 'UnknownOption' });
  expect((cause as Error).message).toContain("Did you mean 'expires'?");
});
