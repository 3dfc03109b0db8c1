import { expect, test } from 'vitest';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';
import { blobStoreContract } from './blob-store-contract.ts';

blobStoreContract('memoryStore', async () => ({ store: memoryStore() }));

test('a memory store is called memory, unless it is given a name', () => {
  expect(memoryStore().name).toBe('memory');
  expect(memoryStore({ name: 'cache' }).name).toBe('cache');
});
