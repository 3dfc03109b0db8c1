import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { createOnceward } from '../fixtures/retrieval/onceward.ts';
import { killAnEmbedding } from '../support/kill-an-embedding.ts';
import { openEmbeddingScene, type EmbeddingScene } from '../support/embedding-scene.ts';

let scene: EmbeddingScene;

beforeAll(async () => {
  scene = await openEmbeddingScene(new URL('../fixtures/retrieval/workflows.ts', import.meta.url), createOnceward);
});
afterAll(() => scene.close());

test('600 texts of an artifact, the worker killed half-way: only the batches in flight are embedded again, and every vector is that of its text', async () => {
  const { historyBytes, ...embedding } = await killAnEmbedding({ texts: 600, dimensions: 64, itemsPerCall: 25 }, 'retrieval');

  expect(embedding).toEqual({
    batches: 24,
    inFlight: 8,
    unexplained: 0,
    wrong: 0,
    described: { rows: 600, dimensions: 64, sum: expect.any(Number) as number },
  });
  // One text or one vector in a batch would be as much again.
  expect(historyBytes).toBeLessThan(90_000);
});

test('no texts are no request, and no vectors', async () => {
  expect(await scene.embed('embedTexts', [])).toMatchObject({ embeddings: { bytes: 0, dimensions: 0 } });
  expect(scene.world.requests('embed')).toEqual([]);
});

test.each([
  ['an artifact that holds something else', 'embedTexts', { texts: [] }, {}, 'InvalidRequest', 'holds no list'],
  ['a number of texts that is none', 'embedTexts', ['a'], { itemsPerCall: 0 }, 'InvalidOption', "'itemsPerCall' is 0"],
  ['an option that does not exist', 'embedTexts', ['a'], { batchSize: 2 }, 'UnknownOption', 'batchSize'],
  ['embeddings that are not durable', 'embedPlainly', ['a'], {}, 'InvalidDurable', 'embeddings that are not durable'],
])('%s fails the run, typed, and nothing is asked for', async (_what, workflow, content, options, type, words) => {
  const { cause } = await refusalOf(scene.embed(workflow, content, options));
  const { type: failed, message } = cause as { type: string; message: string };
  expect({ failed, message }).toMatchObject({ failed: type, message: expect.stringContaining(words) as string });
  expect(scene.world.requests('embed')).toEqual([]);
});
