import type { WorkflowHandle } from '@temporalio/client';
import type { ApprovalDecision } from 'onceward';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openSkippingScene, type SkippingScene } from '../fixtures/harness/open-skipping-scene.ts';
import { decide, pendingIds } from '../fixtures/people/answers.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';
import { told } from '../fixtures/people/people.ts';

const HOUR_MS = 3_600_000;
let scene: SkippingScene;

beforeAll(async () => {
  scene = await openSkippingScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
});

afterAll(() => scene.close());

beforeEach(() => {
  told.length = 0;
});

function start(options: object): Promise<WorkflowHandle> {
  return scene.start('asks', options);
}

/** What happened, each with the hours since the first. */
function hoursOf({ audit = [] }: ApprovalDecision): readonly (readonly [string, number])[] {
  const startedMs = Date.parse(audit[0]?.at ?? '');
  return audit.map(({ event, at }) => [event, Math.round((Date.parse(at) - startedMs) / HOUR_MS)]);
}

test('people are told, reminded, and others let in, at the hours that were stated, and then it expires', async () => {
  const people = { approvers: ['ada'], escalate: [{ after: '2d', to: ['role:head'] }] };
  const handle = await start({ id: 'pay', tells: true, remind: ['1d', '4h'], ...people, expires: '3d', onExpire: { fallback: 7 } });
  const decision = (await handle.result()) as ApprovalDecision;
  expect(decision).toMatchObject({ action: 'expired', approved: true, value: 7 });
  expect(hoursOf(decision)).toEqual([
    ['asked', 0],
    ['reminded', 4],
    ['reminded', 24],
    ['escalated', 48],
    ['expired', 72],
  ]);
  const { workflowId } = handle;
  expect(told).toMatchObject([
    { event: 'asked', workflowId, to: ['ada'], request: { id: 'pay', approvers: ['ada'] } },
    { event: 'reminded', to: ['ada'] },
    { event: 'reminded', to: ['ada'] },
    { event: 'escalated', to: ['role:head'], request: { approvers: ['ada', 'role:head'] } },
  ]);
});

test('nobody is told once it is decided', async () => {
  const handle = await start({ id: 'pay', tells: true, remind: ['4h'], expires: '3d' });
  await pendingIds(handle, ['pay']);
  await decide(handle, { id: 'pay', action: 'approve' });
  await handle.result();
  expect(told.map(({ event }) => event)).toEqual(['asked']);
});

test('a message that is still under way is given up once it is decided', async () => {
  const handle = await start({ id: 'pay', tells: true, approvers: ['busy'] });
  await pendingIds(handle, ['pay']);
  await decide(handle, { id: 'pay', action: 'approve', by: 'busy' });
  expect((await handle.result()) as ApprovalDecision).toMatchObject({ approved: true });
  const { events = [] } = await handle.fetchHistory();
  expect((events ?? []).filter((event) => event.activityTaskCancelRequestedEventAttributes)).toHaveLength(1);
});

test('a message that cannot be delivered is on record, and the wait goes on', async () => {
  const handle = await start({ id: 'pay', tells: true, approvers: ['nobody'], expires: '1d', onExpire: 'reject' });
  const decision = (await handle.result()) as ApprovalDecision;
  expect(decision).toMatchObject({ action: 'expired', approved: false });
  expect(decision.audit?.map(({ event }) => event)).toEqual(['asked', 'notifying failed', 'expired']);
  expect(decision.audit?.[1]?.reason).toContain('no such address');
});

test('waiting without anybody to tell has no activity, and one timer', async () => {
  const handle = await start({ id: 'pay', expires: '3d', onExpire: 'approve' });
  await handle.result();
  const history = await handle.fetchHistory();
  expect(activitiesOf(history)).toEqual([]);
  expect(history.events?.filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes)).toHaveLength(1);
});
