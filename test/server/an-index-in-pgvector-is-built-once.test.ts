import { withRecordManager } from 'onceward/langchain/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PgRecordManager } from '../fixtures/retrieval/pg-record-manager.ts';
import { PgVectorStore } from '../fixtures/retrieval/pg-vector-store.ts';
import { killAnIndexing, SLOTS } from '../support/kill-an-indexing.ts';
import { openPgvector, type OpenPgvector } from '../support/open-pgvector.ts';
import { describeIndex } from '../unit/langchain/describe-index.ts';
import { letters } from '../unit/langchain/indexed-store.ts';

let postgres: OpenPgvector;

beforeAll(async () => {
  postgres = await openPgvector();
}, 60_000);
afterAll(() => postgres.close());

describeIndex('an index in Postgres with pgvector, of a store and a record manager of the user', async () => ({
  store: withRecordManager(new PgVectorStore(letters, postgres.pool), new PgRecordManager(postgres.pool)),
  close: () => postgres.clear(),
}));

test('1,000 chunks, the worker killed: each is embedded once but for batches in flight; again, nothing; of changed pages, what changed', async () => {
  const place = { environment: { INDEX_DATABASE: postgres.connectionString }, read: () => postgres.read() };
  const indexing = await killAnIndexing({ chunks: 1_000, itemsPerCall: 25, kills: 1, changeEvery: 100 }, place);

  expect(indexing).toMatchObject({
    unexplained: 0,
    wrong: 0,
    built: { numAdded: 1_000, numSkipped: 0, numDeleted: 0 },
    again: { embedded: 0, numAdded: 0, numSkipped: 1_000, numDeleted: 0, wrong: 0 },
    changed: { embedded: 10, embeddedAgain: 0, numAdded: 10, numSkipped: 990, numDeleted: 10, wrong: 0 },
  });
  expect(indexing.mostInFlight).toBeGreaterThan(0);
  expect(indexing.mostInFlight).toBeLessThanOrEqual(SLOTS);
  const near = await new PgVectorStore(letters, postgres.pool).similaritySearchVectorWithScore([...vectorIn(await postgres.read())], 1);
  expect(near.map(([{ pageContent }, score]) => [typeof pageContent, Math.round(score)])).toEqual([['string', 1]]);
});

function vectorIn(index: ReadonlyMap<string, readonly number[]>): readonly number[] {
  return [...index.values()][0] ?? [];
}
