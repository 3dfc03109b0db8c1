import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEffectsScene, type EffectsScene } from '../support/effects-scene.ts';
import { jobsAfterKill } from '../support/job-crashes.ts';

let scene: EffectsScene;

beforeAll(async () => {
  scene = await startEffectsScene();
});

afterAll(() => scene.stop());
beforeEach(() => scene.service.reset());

describe('a kill while the provider runs a job', { timeout: 300_000 }, () => {
  test.each([
    ['J2', 'honours keys', 1],
    ['J3', 'can be searched by key', 1],
    ['J4', 'knows no keys', 1],
    // The one moment that nobody can close from outside.
    ['J3', 'knows no keys', 2],
  ] as const)('at %s, with one that %s, costs %i job(s) in all', async (kill, provider, jobs) => {
    expect(await jobsAfterKill(scene, kill, provider)).toBe(jobs);
  });
});

describe('the id of a job is kept in two places, each of which suffices', { timeout: 300_000 }, () => {
  test('in the journal, when the worker is killed before a heartbeat with it has left', async () => {
    // The heartbeat of a half second goes out at once; the one with the id has to wait for its turn, 1.6 s later.
    expect(await jobsAfterKill(scene, 'J4', 'knows no keys', 800)).toBe(1);
  });

  test('in the heartbeats, when the journal cannot be written', async () => {
    Object.assign(scene.service.settings, { honoursKeys: false, jobMs: 60_000 });
    const workers = await scene.employ({}, { JOB_NOT_JOURNALED: '1' });
    const handle = await scene.start('ask', ['unwritten?']);
    await expect.poll(() => heartbeatOf(handle), { timeout: 90_000 }).toContain('job-1');
    await workers.kill();
    scene.service.settings.jobMs = 0;
    for (const job of scene.service.jobs) job.readyAtMs = 0;
    expect(await handle.result()).toEqual(['answer of job-1']);
    await workers.end();
    expect({ jobs: scene.service.jobs.length, kills: workers.kills() }).toEqual({ jobs: 1, kills: 1 });
  });
});

async function heartbeatOf(handle: WorkflowHandle): Promise<string> {
  const { raw } = await handle.describe();
  const details = raw.pendingActivities?.[0]?.heartbeatDetails?.payloads ?? [];
  return details.map(({ data }) => Buffer.from(data ?? []).toString('utf8')).join();
}

describe('with a worker that lives', () => {
  beforeAll(async () => {
    await scene.employ();
  });

  test('a job that the provider no longer knows is started anew, under another key', async () => {
    scene.service.settings.jobMs = 60_000;
    const handle = await scene.start('ask', ['gone?']);
    await expect.poll(() => scene.service.requests.filter(({ method }) => method === 'GET').length, { timeout: 90_000 }).toBeGreaterThan(1);
    const workers = await scene.employ();
    for (const job of scene.service.jobs) job.state = 'gone';
    scene.service.settings.jobMs = 0;
    expect(await handle.result()).toEqual(['answer of job-2']);
    expect(new Set(scene.service.jobs.map(({ key }) => key)).size).toBe(2);
    expect(workers.kills()).toBe(0);
  });

  test('a job that failed is not fetched for ever: the next attempt starts another', async () => {
    scene.service.settings.jobMs = 60_000;
    const handle = await scene.start('ask', ['failed?']);
    await expect.poll(() => scene.service.jobs.length, { timeout: 90_000 }).toBe(1);
    scene.service.settings.jobMs = 0;
    for (const job of scene.service.jobs) job.state = 'failed';
    expect(await handle.result()).toEqual(['answer of job-2']);
  });

  test('a run that is cancelled cancels its job', async () => {
    scene.service.settings.jobMs = 60_000;
    const handle = await scene.start('ask', ['cancelled?']);
    await expect.poll(() => scene.service.jobs.length, { timeout: 90_000 }).toBe(1);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(scene.service.jobs.map(({ state }) => state)).toEqual(['cancelled']);
  });

  test('a deploy leaves its job to the next worker', async () => {
    scene.service.settings.jobMs = 3_000;
    const handle = await scene.start('ask', ['deployed?']);
    await expect.poll(() => scene.service.jobs.length, { timeout: 90_000 }).toBe(1);
    const workers = await scene.employ();
    await workers.kill('SIGTERM');
    expect(await handle.result()).toEqual(['answer of job-1']);
    expect(scene.service.jobs.map(({ state }) => state)).toEqual(['running']);
  });

  test('two jobs in one step are refused: the step keeps the id of one', async () => {
    expect(await (await scene.start('askTwoInOne')).result()).toContain('was called a second time in one step');
  });
});
