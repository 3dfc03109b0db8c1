import { APPROVAL_DECIDE, type ApprovalDecision } from 'onceward';
import { readHistory } from 'onceward/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepsPlugin, STEPS_WORKFLOWS } from '../fixtures/steps/steps-plugin.ts';
import { openSkippingScene, type SkippingScene } from '../fixtures/harness/open-skipping-scene.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
let scene: SkippingScene;

beforeAll(async () => {
  scene = await openSkippingScene({ workflows: STEPS_WORKFLOWS, plugin: stepsPlugin() });
});

afterAll(() => scene.close());

test('an approval that nobody gives in three days expires', async () => {
  const startedMs = await scene.server.currentTimeMs();
  const handle = await scene.start('approval', { id: 'publish', proposed: 'the draft', expires: '3d', onExpire: 'reject' });
  expect(await handle.result()).toMatchObject({ action: 'expired', approved: false });
  expect((await scene.server.currentTimeMs()) - startedMs).toBeGreaterThanOrEqual(3 * DAY_MS);
});

test('a person who answers after two days is still waited for', async () => {
  const startedMs = await scene.server.currentTimeMs();
  const handle = await scene.start('approval', { id: 'publish', proposed: 'the draft', expires: '3d', onExpire: 'reject' });
  await scene.server.sleep('2 days');
  await handle.executeUpdate<ApprovalDecision, [object]>(APPROVAL_DECIDE, { args: [{ id: 'publish', action: 'approve', by: 'ada' }] });
  const decision = (await handle.result()) as ApprovalDecision;
  expect(decision).toMatchObject({ action: 'approve', approved: true, by: 'ada' });
  const waitedMs = Date.parse(decision.at) - startedMs;
  expect(waitedMs).toBeGreaterThanOrEqual(2 * DAY_MS);
  expect(waitedMs).toBeLessThan(3 * DAY_MS);
});

test('the waits of an outage pass: two retries that were asked to come back in a quarter of an hour', async () => {
  const startedMs = await scene.server.currentTimeMs();
  const handle = await scene.start('throughAnOutage');
  expect(await handle.result()).toBe(3);
  expect((await scene.server.currentTimeMs()) - startedMs).toBeGreaterThanOrEqual((2 * 15 + 60) * MINUTE_MS);
  expect((await readHistory(handle)).activities).toMatchObject([{ activityType: 'function.outage', attempts: 3 }]);
});

test('time is not skipped while nobody waits for a result', async () => {
  const handle = await scene.start('approval', { id: 'publish', proposed: 'the draft', expires: '1h', onExpire: 'reject' });
  const before = await scene.server.currentTimeMs();
  const real = performance.now();
  await new Promise((resolve) => {
    setTimeout(resolve, 500);
  });
  expect((await scene.server.currentTimeMs()) - before).toBeLessThan(performance.now() - real + MINUTE_MS);
  await handle.terminate();
});
