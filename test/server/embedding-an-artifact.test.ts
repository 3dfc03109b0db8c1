import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOnceward } from '../fixtures/embed/onceward.ts';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { killAnEmbedding } from '../support/kill-an-embedding.ts';
import { openEmbeddingScene, type EmbeddingScene } from '../support/embedding-scene.ts';

let scene: EmbeddingScene;

beforeAll(async () => {
  scene = await openEmbeddingScene(new URL('../fixtures/embed/workflows.ts', import.meta.url), createOnceward);
});
afterAll(() => scene.close());

function sizesSince(before: number): number[] {
  return scene.world
    .requests('embed')
    .slice(before)
    .map(({ body }) => (body as { input: string[] }).input.length);
}

test('600 texts of an artifact, the worker killed half-way: only the batches in flight are embedded again, and every vector is that of its text', async () => {
  const { historyBytes, ...embedding } = await killAnEmbedding({ texts: 600, dimensions: 64, itemsPerCall: 25 });

  expect(embedding).toEqual({
    batches: 24,
    inFlight: 8,
    unexplained: 0,
    wrong: 0,
    described: { rows: 600, dimensions: 64, sum: expect.any(Number) as number },
    usage: { tokens: 24 * 11 },
  });
  // One text or one vector in a batch would be as much again.
  expect(historyBytes).toBeLessThan(90_000);
});

test('a request has no more texts than its model takes, whatever is asked for; and they keep their order', async () => {
  const before = scene.world.requests('embed').length;
  const texts = Array.from({ length: 205 }, (_, index) => String(index));

  expect(await scene.embed('embedTexts', texts, { itemsPerCall: 1_000, dimensions: 4 })).toMatchObject({ described: { rows: 205 } });

  expect(sizesSince(before).toSorted((one, other) => one - other)).toEqual([5, 100, 100]);
});

test('a model that is only named is the provider’s, and its limit is asked for where it is made', async () => {
  const before = scene.world.requests('embed').length;

  expect(await scene.embed('embedByName', ['a', 'b', 'c'])).toMatchObject({
    embeddings: { dimensions: 3, bytes: 36 },
    usage: { tokens: 11 },
  });

  expect(sizesSince(before)).toEqual([3]);
});

test('no texts are no request, and no vectors', async () => {
  const before = scene.world.requests('embed').length;

  expect(await scene.embed('embedByName', [])).toMatchObject({
    embeddings: { bytes: 0, dimensions: 0 },
    usage: { tokens: 0 },
    warnings: [],
  });

  expect(sizesSince(before)).toEqual([]);
});

test.each([
  ['an artifact that holds something else', { texts: [] }, {}, 'InvalidRequest', 'holds no list'],
  ['a number of texts that is none', ['a'], { itemsPerCall: 0 }, 'InvalidOption', "'itemsPerCall' is 0"],
  ['a list in place of the artifact', ['a'], { values: ['a'] }, 'InvalidOption', "AI SDK's embedMany"],
  ['a model that is not durable', ['a'], { model: { specificationVersion: 'v4' } }, 'InvalidDurable', 'no durable embedding model'],
  ['an option that does not exist', ['a'], { maxRetries: 2 }, 'UnknownOption', 'maxRetries'],
])('%s fails the run, typed, and nothing is asked for', async (_what, content, options, type, words) => {
  const before = scene.world.requests('embed').length;
  const { cause } = await refusalOf(scene.embed('embedTexts', content, options));
  const { type: failed, message } = cause as { type: string; message: string };
  expect({ failed, message }).toMatchObject({ failed: type, message: expect.stringContaining(words) as string });
  expect(sizesSince(before)).toEqual([]);
});
