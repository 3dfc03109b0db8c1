import { expect, test } from 'vitest';
import { OURS, withCanaries } from '../support/canaries/canary-scene.ts';
import { findCanaries } from '../support/canaries/find-canaries.ts';

/** A server, a worker process, and the program started six times. */
const TIMEOUT_MS = 180_000;
const ENCRYPTED = '1';

test(
  'what is encrypted is found by nobody, and kept, collected and erased as what is not, with the keys of the plugin only',
  () =>
    withCanaries(ENCRYPTED, async (scene) => {
      const { cli, keys, age, contentOf } = scene;
      expect(await findCanaries(scene)).toEqual([]);
      expect((await contentOf('log')).toString()).toMatch(
        /`verify` failed[\s\S]*Error\. What it says is not logged, since encryption is on/,
      );
      const ofRuns = await keys();
      expect(ofRuns.filter((key) => key.startsWith('payloads/'))).toHaveLength(2);
      expect(ofRuns.filter((key) => key.startsWith('sha256/'))).toHaveLength(11);
      await age(30);

      const withoutKeys = [await cli(['gc', '--delete'], ''), await cli(['erase', '--run', 'everything', '--delete'], '0')];
      for (const { exitCode, stdout, stderr } of withoutKeys) {
        expect([exitCode, stdout]).toEqual([1, '']);
        expect(stderr).toMatch(/There are payloads that cannot be read here \(.*binary\/encrypted.*\)/);
      }
      expect(await keys()).toEqual(ofRuns);

      const collected = await cli(['gc', '--delete']);
      expect([collected.exitCode, collected.stderr]).toEqual([0, '']);
      expect(collected.stdout).toContain('Deleted: 0 objects');
      expect(await keys()).toEqual(ofRuns);
      expect((await cli(['verify'])).stdout).toMatch(/^13 objects .*: 0 corrupt, 0 missing\.$/m);

      const erased = await cli(['erase', '--run', 'everything', '--delete']);
      expect([erased.exitCode, erased.stderr]).toEqual([0, '']);
      expect(erased.stdout).toContain("Deleted of the run 'everything' and its 1 children: 12 objects");
      expect(await keys()).toHaveLength(1);
      expect((await cli(['erase', '--run', 'takes', '--delete'])).exitCode).toBe(0);
      expect(await keys()).toEqual([]);
      for (const place of OURS) expect((await contentOf(place)).includes('everything'), place).toBe(false);
    }),
  TIMEOUT_MS,
);
