import { withRecordManager } from 'onceward/langchain/worker';
import { expect, test } from 'vitest';
import { AppendingStore, GrowingStore, StrictRecords } from './appending-store.ts';
import { describeIndex } from './describe-index.ts';
import { index, letters, page } from './indexed-store.ts';

describeIndex('an index in a store that keeps what is added twice, with a record manager of another make', async () => ({
  store: withRecordManager(new AppendingStore(letters, {}), new StrictRecords()),
  close: async () => undefined,
}));

test('a store without a record of what is in it is refused before anything is embedded', async () => {
  await expect(index(new AppendingStore(letters, {}), [page('a')])).rejects.toThrow(/without a record of what is indexed in it/);
});

test('a clean-up in a store that cannot delete is refused before anything is embedded', async () => {
  const store = withRecordManager(new GrowingStore(letters, {}), new StrictRecords());
  await expect(index(store, [page('a')], { cleanup: 'full' })).rejects.toThrow(
    /'cleanup' is 'full', and the vector store \(appending\) cannot delete/,
  );
  expect(await index(store, [page('a')])).toMatchObject({ embedded: ['a'] });
});

test('a chunk of whitespace only is refused with its place and its source', async () => {
  const store = withRecordManager(new AppendingStore(letters, {}), new StrictRecords());
  await expect(index(store, [page('a'), page(' \n', 'blank.pdf')])).rejects.toThrow(/no text in document 2 \(blank.pdf\)/);
  expect(await store.similaritySearchVectorWithScore([1, 0, 0], 9)).toEqual([]);
});
