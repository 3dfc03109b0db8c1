import { putDocuments } from 'onceward/langchain/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { createOnceward } from '../fixtures/retrieval/onceward.ts';
import { pages } from '../fixtures/retrieval/pages.ts';
import { killAnIndexing, SLOTS } from '../support/kill-an-indexing.ts';
import { openEmbeddingScene, type EmbeddingScene } from '../support/embedding-scene.ts';

let scene: EmbeddingScene;

beforeAll(async () => {
  scene = await openEmbeddingScene(new URL('../fixtures/retrieval/workflows.ts', import.meta.url), createOnceward);
});
afterAll(() => scene.close());

test('3,000 chunks, the worker killed twice: each is embedded once but for batches in flight; again, nothing; of changed pages, what changed', async () => {
  const indexing = await killAnIndexing({ chunks: 3_000, itemsPerCall: 50, kills: 2, changeEvery: 100 });

  expect(indexing).toMatchObject({
    unexplained: 0,
    wrong: 0,
    built: { numAdded: 3_000, numSkipped: 0, numDeleted: 0 },
    again: { embedded: 0, numAdded: 0, numSkipped: 3_000, numDeleted: 0, wrong: 0 },
    changed: { embedded: 30, embeddedAgain: 0, numAdded: 30, numSkipped: 2_970, numDeleted: 30, wrong: 0 },
  });
  expect(indexing.mostInFlight).toBeGreaterThan(0);
  expect(indexing.mostInFlight).toBeLessThanOrEqual(SLOTS);
  // A text or a vector of each chunk would be hundreds of KB more.
  expect(indexing.historyBytes).toBeLessThan(600_000);
});

test('what was indexed is found by a search of the workflow', async () => {
  expect(await (await scene.start('buildIndex', await putDocuments(scene.artifacts, pages(3)))).result()).toMatchObject({ numAdded: 15 });
  expect(await (await scene.start('findPages', '7: anything', 2)).result()).toEqual([
    expect.stringMatching(/^7: /) as string,
    expect.stringMatching(/^\d+: /) as string,
  ]);
});

test('documents of the workflow are indexed as they are, and no documents are no request', async () => {
  const before = scene.world.requests('embed').length;
  expect(await (await scene.start('indexNotes', ['1: one', '2: two', '1: one'])).result()).toEqual({
    numAdded: 2,
    numSkipped: 0,
    numDeleted: 0,
  });
  expect(await (await scene.start('indexNotes', [])).result()).toEqual({ numAdded: 0, numSkipped: 0, numDeleted: 0 });
  expect(
    scene.world
      .requests('embed')
      .slice(before)
      .map(({ body }) => (body as { input: string[] }).input),
  ).toEqual([['1: one', '2: two']]);
});

test.each([
  ['another model', { embedder: 'other' }, 'Conflict', 'was to get some of other-embed'],
  ['longer vectors of the same model', { embedder: 'long' }, 'Conflict', '128 numbers each'],
  ['an empty document', {}, 'InvalidRequest', 'no text in document 2', ['3: three', ' \n']],
  ['a clean-up that does not exist', { cleanup: 'all' }, 'InvalidOption', "'cleanup' is 'all'"],
  ['an incremental clean-up without sources', { cleanup: 'incremental' }, 'InvalidOption', "'sourceIdKey' is missing"],
  ['documents that do not say their source', { cleanup: 'incremental', sourceIdKey: 'source' }, 'InvalidRequest', 'document 1 has no such'],
  ['an option that does not exist', { batchSize: 2 }, 'UnknownOption', 'batchSize'],
])('%s fails the run, typed, and nothing is embedded', async (_what, settings, name, words, notes = ['3: three']) => {
  await (await scene.start('indexNotes', ['1: one'])).result();
  const before = scene.world.requests('embed').length;
  const { cause } = await refusalOf((await scene.start('indexNotes', notes, settings)).result());
  const { type, message } = cause as { type: string; message: string };
  expect({ type, message }).toEqual({ type: name, message: expect.stringContaining(words) as string });
  expect(scene.world.requests('embed').length).toBe(before);
});

test('what is no artifact of documents is told', async () => {
  const texts = await scene.artifacts.put('["a"]', { mediaType: 'application/json' });
  const { cause } = await refusalOf((await scene.start('buildIndex', texts)).result());
  expect((cause as Error).message).toContain('no reference to documents');
});
