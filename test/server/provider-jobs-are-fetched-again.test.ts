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
