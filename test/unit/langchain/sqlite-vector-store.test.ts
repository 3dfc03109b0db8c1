import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document } from '@langchain/core/documents';
import { InvalidOption, UnknownOption } from 'onceward';
import { SqliteVectorStore } from 'onceward/langchain/sqlite-vec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeIndex } from './describe-index.ts';
import { letters } from './indexed-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'onceward-vectors-'));
const opened: SqliteVectorStore[] = [];

function open(name: string): SqliteVectorStore {
  const store = new SqliteVectorStore(letters, { file: join(folder, name, 'vectors.sqlite') });
  opened.push(store);
  return store;
}

let shelf: SqliteVectorStore;

beforeAll(async () => {
  shelf = open('shelf');
  const metadatas = [{ shelf: 1, old: true }, { shelf: 2 }, { shelf: '1', at: new Date(0) }];
  await shelf.addDocuments(
    ['aa', 'ab', 'bbb'].map((pageContent, row) => new Document({ pageContent, metadata: metadatas[row] ?? {}, id: pageContent })),
  );
});
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  rmSync(folder, { recursive: true, force: true });
});

describeIndex('an index in SqliteVectorStore', async () => {
  const store = open('index');
  return { store, close: () => store.close() };
});

test('what one process wrote, another finds: with ids, metadata as they were, and scores', async () => {
  const [[found, score] = []] = await open('shelf').similaritySearchWithScore('bb', 1);
  expect(found).toEqual(new Document({ pageContent: 'bbb', metadata: { shelf: '1', at: new Date(0) }, id: 'bbb' }));
  expect(score).toBeCloseTo(1);
});

test.each([
  [{ shelf: 1 }, ['aa']],
  [{ shelf: '1' }, ['bbb']],
  [{ old: true, shelf: 1 }, ['aa']],
  [{ old: true, shelf: 2 }, []],
])('a filter %o looks at what has just that', async (filter, texts) => {
  expect((await shelf.similaritySearch('ab', 3, filter)).map(({ pageContent }) => pageContent)).toEqual(texts);
});

test('a filter narrows what is searched, not what was found', async () => {
  expect((await shelf.similaritySearch('aa', 1, { shelf: '1' })).map(({ pageContent }) => pageContent)).toEqual(['bbb']);
});

test('an addition replaces what is there under its id, and a deletion of what is not there is none', async () => {
  const store = open('replaced');
  await store.addDocuments([new Document({ pageContent: 'a', id: 'one' })]);
  expect(await store.addDocuments([new Document({ pageContent: 'b', id: 'one' })])).toEqual(['one']);
  expect(await store.count()).toBe(1);
  expect((await store.similaritySearch('b', 1)).map(({ pageContent }) => pageContent)).toEqual(['b']);
  await store.delete({ ids: ['one', 'two'] });
  expect(await store.count()).toBe(0);
  expect(await store.similaritySearch('b', 1)).toEqual([]);
});

test('an addition with a vector that does not fit adds nothing of it', async () => {
  const before = await shelf.count();
  const documents = ['c', 'cc'].map((pageContent) => new Document({ pageContent }));
  await expect(shelf.addVectors([[0, 0, 1], [1]], documents)).rejects.toThrow(/have 3 numbers and 1/);
  await expect(shelf.addVectors([[1], [1]], documents)).rejects.toThrow(/have 3 numbers, and those that are added 1/);
  expect(await shelf.count()).toBe(before);
});

test.each([
  ['a store without a file', () => new SqliteVectorStore(letters, { file: '' }), InvalidOption],
  ['an option that does not exist', () => new SqliteVectorStore(letters, { file: 'a', path: 'b' } as never), UnknownOption],
])('%s is refused when it is made', (_what, make, error) => {
  expect(make).toThrow(error);
});

test.each([
  ['no documents', () => shelf.similaritySearchVectorWithScore([1, 0, 0], 0), /'k' is 0/],
  ['a vector of another length', () => shelf.similaritySearchVectorWithScore([1], 1), /have 3 numbers/],
  ['a filter that is more than values', () => shelf.similaritySearch('a', 1, { shelf: { $gt: 1 } } as never), /object as 'shelf'/],
])('a search for %s is refused', async (_what, search, words) => {
  await expect(search()).rejects.toThrow(words);
});

test('a search for diversity leaves out what is like what it has', async () => {
  const store = await SqliteVectorStore.fromTexts(['aaaa', 'aaa', 'aab'], [], letters, { file: ':memory:' });
  opened.push(store);
  const found = await store.maxMarginalRelevanceSearch('aa', { k: 2, lambda: 0.1 });
  expect(found.map(({ pageContent }) => pageContent)).toContain('aab');
});
