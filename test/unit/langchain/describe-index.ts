import type { VectorStore } from '@langchain/core/vectorstores';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbedderMismatch } from 'onceward';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { index, LETTERS, letters, page, performTask } from './indexed-store.ts';

interface OpenedStore {
  /** An empty store, with its record of what is indexed. */
  readonly store: VectorStore;
  readonly close: () => Promise<void>;
}

/** What an index of any vector store keeps to. */
export function describeIndex(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open();
    }, 60_000);
    afterAll(() => opened.close());

    const find = async (text: string, k = 10): Promise<string[]> =>
      (await opened.store.similaritySearchVectorWithScore(await letters.embedQuery(text), k)).map(([{ pageContent }]) => pageContent);
    const all = async (): Promise<string[]> => (await find('abc')).toSorted();
    /** The clock of a record manager may count milliseconds. */
    const later = (): Promise<void> => sleep(5);

    test('holds each document once, and finds the nearest first, with its metadata', async () => {
      const { store } = opened;
      expect(await index(store, [page('a'), page('bb'), page('abc'), page('a')])).toMatchObject({ embedded: ['a', 'bb', 'abc'] });
      expect(await find('aa', 1)).toEqual(['a']);
      expect(await all()).toEqual(['a', 'abc', 'bb']);
      const [[document] = []] = await store.similaritySearchVectorWithScore([0, 1, 0], 1);
      expect(document?.metadata).toMatchObject({ source: 'bb' });
    });

    test('embeds nothing again that is there', async () => {
      await later();
      expect(await index(opened.store, [page('a'), page('bb'), page('abc')])).toMatchObject({ embedded: [], numSkipped: 3 });
    });

    test('a document whose metadata changed is another one', async () => {
      await later();
      expect(await index(opened.store, [page('a', 'elsewhere')])).toMatchObject({ embedded: ['a'] });
      expect(await all()).toEqual(['a', 'a', 'abc', 'bb']);
    });

    test('an incremental clean-up deletes what changed of the sources that were given, and no other', async () => {
      await later();
      const options = { cleanup: 'incremental', sourceIdKey: 'source' } as const;
      await index(opened.store, [page('aab', 'one'), page('b', 'one'), page('c', 'two')], options);
      await later();
      expect(await index(opened.store, [page('aab', 'one'), page('bc', 'one')], options)).toEqual({
        embedded: ['bc'],
        numSkipped: 1,
        numDeleted: 1,
      });
      expect(await all()).toEqual(['a', 'a', 'aab', 'abc', 'bb', 'bc', 'c']);
    });

    test('a batch that was written and not recorded is written again, once in the index', async () => {
      await later();
      const before = await all();
      await index(opened.store, [page('cc', 'three'), page('ca', 'three')], {
        attempt: 2,
        beforeWrite: async (task) => void (await performTask(opened.store, task)),
      });
      expect(await all()).toEqual([...before, 'ca', 'cc'].toSorted());
    });

    test('a full clean-up leaves what was given', async () => {
      await later();
      expect(await index(opened.store, [page('a'), page('cab')], { cleanup: 'full' })).toMatchObject({ embedded: ['cab'], numSkipped: 1 });
      expect(await all()).toEqual(['a', 'cab']);
    });

    test.each([
      ['another model', { id: 'other', dimensions: 3 }],
      ['vectors of another length', { id: 'letters', dimensions: 4 }],
    ])('%s is refused before anything is embedded, and the index stays as it is', async (_what, embedder) => {
      await later();
      const refusal = await index(opened.store, [page('new')], { embedder }).catch((error: unknown) => error);
      expect(EmbedderMismatch.isInstance(refusal) && { had: refusal.had, got: refusal.got }).toEqual({ had: LETTERS, got: embedder });
      expect(await all()).toEqual(['a', 'cab']);
    });
  });
}
