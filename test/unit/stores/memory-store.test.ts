import { blobStoreContract } from 'onceward/testing';
import { memoryStore } from 'onceward/worker';
import { describe, expect, test } from 'vitest';

blobStoreContract({ name: 'memoryStore', framework: { describe, test }, create: async () => ({ store: memoryStore() }) });

test('a memory store is called memory, unless it is given a name', () => {
  expect(memoryStore().name).toBe('memory');
  expect(memoryStore({ name: 'cache' }).name).toBe('cache');
});
