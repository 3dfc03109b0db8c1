import { defaultPayloadConverter, type Payload, type StorageDriver, type StorageDriverClaim } from '@temporalio/common';
import { memoryStore } from 'onceward/worker';
import type { BlobStore } from 'onceward';
import { expect, test } from 'vitest';
import { blobStoreDriver } from '../../../src/payloads/storage/blob-store-driver.ts';

const large = defaultPayloadConverter.toPayload('page '.repeat(1_000));

/** A memory store that counts, and that can be away. */
function countingStore(): { store: BlobStore; counts: { puts: number; gets: number }; failNext: (times: number) => void } {
  const inner = memoryStore();
  const counts = { puts: 0, gets: 0 };
  let failures = 0;
  const orFail = (): void => {
    if (failures === 0) return;
    failures -= 1;
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  };
  const store: BlobStore = {
    name: inner.name,
    location: inner.location,
    async put(key, content, options) {
      orFail();
      counts.puts += 1;
      await inner.put(key, content, options);
    },
    async get(key) {
      orFail();
      counts.gets += 1;
      return inner.get(key);
    },
    head: (key) => inner.head(key),
    move: (from, to) => inner.move(from, to),
    delete: (key) => inner.delete(key),
    list: (prefix) => inner.list(prefix),
  };
  return { store, counts, failNext: (times) => (failures = times) };
}

const contextOf = (id: string) => ({ target: { kind: 'workflow', namespace: 'default', id } as const });

async function storeOne(driver: StorageDriver, payload: Payload = large, workflowId = 'claim-7'): Promise<StorageDriverClaim> {
  const [claim] = await driver.store(contextOf(workflowId), [payload]);
  if (claim === undefined) throw new Error('The driver gave no claim.');
  return claim;
}

test('a payload comes back as it was, also to another process', async () => {
  const { store } = countingStore();
  const claim = await storeOne(blobStoreDriver(store));
  expect(await blobStoreDriver(store).retrieve({}, [claim])).toEqual([large]);
});

test('a replay stores nothing again, in the same process or another', async () => {
  const { store, counts } = countingStore();
  const driver = blobStoreDriver(store);
  for (let replay = 0; replay < 5; replay += 1) await storeOne(driver);
  await storeOne(blobStoreDriver(store));
  expect(counts.puts).toBe(1);
});

test('a payload is read from the store once a process', async () => {
  const { store, counts } = countingStore();
  const claim = await storeOne(blobStoreDriver(store));
  const reader = blobStoreDriver(store);
  for (let replay = 0; replay < 5; replay += 1) await reader.retrieve({}, [claim]);
  expect(counts.gets).toBe(1);
});

test('workflows share no object, though their payloads are equal', async () => {
  const { store, counts } = countingStore();
  const driver = blobStoreDriver(store);
  await storeOne(driver, large, 'claim-7');
  await storeOne(driver, large, 'claim-8');
  expect(counts.puts).toBe(2);
});

test('a store that is away for a moment is asked again', async () => {
  const { store, counts, failNext } = countingStore();
  failNext(2);
  const claim = await storeOne(blobStoreDriver(store));
  failNext(1);
  expect(await blobStoreDriver(store).retrieve({}, [claim])).toEqual([large]);
  expect(counts).toEqual({ puts: 1, gets: 1 });
});

test('a missing object is a named error with store and key', async () => {
  const { store } = countingStore();
  const claim = await storeOne(blobStoreDriver(store));
  await store.delete(claim.claimData['key'] ?? '');
  await expect(blobStoreDriver(store).retrieve({}, [claim])).rejects.toMatchObject({ code: 'PayloadMissing', store: 'memory' });
});

test('a changed object is a named error, and never read', async () => {
  const { store } = countingStore();
  const claim = await storeOne(blobStoreDriver(store));
  await store.put(claim.claimData['key'] ?? '', Uint8Array.of(1, 2, 3), { mediaType: 'text/plain' });
  await expect(blobStoreDriver(store).retrieve({}, [claim])).rejects.toMatchObject({ code: 'PayloadCorrupted' });
});

test('the form of a claim is version 1', async () => {
  const { claimData } = await storeOne(blobStoreDriver(memoryStore()));
  expect(claimData).toEqual({ v: '1', key: expect.stringMatching(/^payloads\/[0-9a-f]{32}\/[0-9a-f]{64}$/) });
});
