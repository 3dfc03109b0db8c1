import { join } from 'node:path';
import { openVectors } from 'onceward';
import { oncewardClient } from 'onceward/client';
import { readHistory } from 'onceward/testing';
import { fileStore } from 'onceward/worker';
import type { Embedded } from '../fixtures/embed/workflows.ts';
import { completedActivities, withKillableScene } from './killable-scene.ts';
import { until } from './until.ts';
import { vectorOf } from './vector-of.ts';

export interface EmbeddingSize {
  readonly texts: number;
  readonly dimensions: number;
  readonly itemsPerCall: number;
}

/** What became of a run that embedded an artifact of texts, and whose worker was killed in the middle. */
export interface KilledEmbedding {
  readonly historyBytes: number;
  readonly batches: number;
  /** Batches whose answer was held back when the worker was killed. */
  readonly inFlight: number;
  /** Requests beyond one a batch that were not in flight. */
  readonly unexplained: number;
  /** Vectors, as a client reads them, that are not those of their texts. */
  readonly wrong: number;
  /** What a durable step read. */
  readonly described: Embedded['described'];
  readonly usage: Embedded['usage'];
}

/** The cut, before the first batch. */
const BEFORE = 1;
const AT_ONCE = 8;

/** Lets half of the batches through, kills the worker while the provider holds the next ones, and lets another finish. */
export function killAnEmbedding(size: EmbeddingSize, fixture: 'embed' | 'retrieval' = 'embed'): Promise<KilledEmbedding> {
  return withKillableScene(
    async (scene) => {
      const { artifacts } = oncewardClient({ store: fileStore({ folder: join(scene.folder, '.onceward', 'artifacts') }) });
      const texts = Array.from({ length: size.texts }, (_, index) => `${index}: ${'a sentence of the document. '.repeat(14)}`);
      const values = await artifacts.put(JSON.stringify(texts), { mediaType: 'application/json' });
      const requests = (): number => scene.world.requests('embed').length;
      const batches = Math.ceil(size.texts / size.itemsPerCall);
      const half = Math.floor(batches / 2);
      const release = scene.world.hold(({ number }) => number > half);
      const worker = await scene.startWorker();
      const handle = await scene.start('embedTexts', values, {
        dimensions: size.dimensions,
        itemsPerCall: size.itemsPerCall,
        maxParallelCalls: AT_ONCE,
      });
      // All that were answered are recorded, and as many as may be are under way: these are in flight, and no other.
      await until(
        'half of the batches, and the next',
        async () => (await completedActivities(handle)) === BEFORE + half && requests() === half + AT_ONCE,
      );
      const inFlight = requests() - half;
      await worker.kill('SIGKILL');
      release();
      await scene.startWorker();
      const result = (await handle.result()) as Embedded;
      const vectors = await openVectors(artifacts, result.embeddings);
      const isRight = (index: number): boolean => {
        const expected = vectorOf(texts[index] ?? '', size.dimensions);
        return vectors[index]?.every((number, column) => number === expected[column]) === true;
      };
      return {
        historyBytes: (await readHistory(handle)).bytes,
        batches,
        inFlight,
        unexplained: requests() - batches - inFlight,
        wrong: texts.filter((_, index) => !isRight(index)).length + Math.abs(vectors.length - texts.length),
        described: result.described,
        usage: result.usage,
      };
    },
    { fixture, heartbeat: '3s' },
  );
}
