import { runsClient } from 'onceward/client';
import { expect, test } from 'vitest';
import { completedActivities, withKillableScene } from '../support/killable-scene.ts';

const CALLS = 12;

test('a worker that is killed while a fork takes answers costs nothing', async () => {
  await withKillableScene(
    async (scene) => {
      const first = await scene.startWorker();
      const origin = await scene.start('manyCalls', CALLS);
      expect(await origin.result()).toBe(CALLS);
      await first.kill();

      const runs = runsClient(scene.client);
      const second = await scene.startWorker({ CONCURRENCY: '1' });
      const { workflowId } = await runs.fork(origin.workflowId, { from: 'end' });
      const fork = scene.client.workflow.getHandle(workflowId);
      await expect.poll(() => completedActivities(fork), { timeout: 60_000, interval: 20 }).toBeGreaterThan(2);
      await second.kill();
      // It had not taken all of them.
      expect(await completedActivities(fork)).toBeLessThan(CALLS);
      await scene.startWorker();
      expect(await fork.result()).toBe(CALLS);
      expect(scene.world.requests('model')).toHaveLength(CALLS);
    },
    { heartbeat: '2s', firstRetry: '100ms', attempts: 50 },
  );
});
