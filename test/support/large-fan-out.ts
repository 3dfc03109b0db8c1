import { sqliteJournal } from 'onceward/worker';
import { join } from 'node:path';
import type { KillableScene } from './killable-scene.ts';
import { until } from './until.ts';

/** What became of a fan-out whose worker was killed. */
export interface KilledFanOut {
  /** How many results the run gave, each of its own item. */
  readonly results: number;
  /** Items that were asked for more than once. */
  readonly repeated: number;
  /** Items that were asked for, and not on record, when a worker was killed: these may be asked for once more for each kill. */
  readonly inFlight: number;
  /** Requests beyond one an item that no kill explains. */
  readonly unexplained: number;
}

const IN_FLIGHT = 10;

/** Runs `gather` over so many items, and kills its worker each time that another part of them was asked for. */
export async function killFanOut(scene: KillableScene, items: number, kills: number): Promise<KilledFanOut> {
  const journal = sqliteJournal({ file: join(scene.folder, 'journal.sqlite') });
  const allowed = new Map<string, number>();
  let worker = await scene.startWorker();
  const handle = await scene.start('payForEach', items);
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const point = Math.floor((items * kill) / (kills + 1));
      // The last of them are in flight, for certain.
      const before = scene.world.requests('pay').length;
      const release = scene.world.hold(() => scene.world.requests('pay').length > Math.max(before, point - IN_FLIGHT));
      await until(`${point} items are asked for`, async () => scene.world.requests('pay').length >= point, 600_000);
      await worker.kill('SIGKILL');
      release();
      for (const { key = '' } of scene.world.requests('pay')) {
        if ((await journal.get(key)) === undefined) allowed.set(key, (allowed.get(key) ?? 0) + 1);
      }
      worker = await scene.startWorker();
    }
    const results = (await handle.result()) as readonly { readonly n: number }[];
    const asked = Map.groupBy(scene.world.requests('pay'), ({ key = '' }) => key);
    const beyond = Array.from(asked, ([key, { length }]) => ({ key, more: length - 1 }));
    return {
      results: new Set(results.map(({ n }, index) => (n === index ? n : -1))).size,
      repeated: beyond.filter(({ more }) => more > 0).length,
      inFlight: allowed.size,
      unexplained: beyond.reduce((sum, { key, more }) => sum + Math.max(0, more - (allowed.get(key) ?? 0)), 0),
    };
  } finally {
    await journal.close();
  }
}
