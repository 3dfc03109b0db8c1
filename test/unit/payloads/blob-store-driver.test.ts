import { defaultPayloadConverter, type Payload, type StorageDriver, type StorageDriverClaim } from '@temporalio/common';
import { memoryStore } from 'onceward/worker';
import type { BlobStore } from 'onceward';
import { afterEach, expect, test, vi } from 'vitest';
import { collect } from '../stores/collect.ts';
import { blobStoreDrivers, type BlobStoreDriversOptions } from '../../../src/payloads/storage/blob-store-driver.ts';

const HOUR_MS = 60 * 60 * 1_000;
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

afterEach(() => void vi.restoreAllMocks());

function blobStoreDriver(store: BlobStore, options?: BlobStoreDriversOptions): StorageDriver {
  return blobStoreDrivers(store, options)[0];
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

test('a payload that is stored again after a day is written again, though it is in memory: a clean-up may be about to delete it', async () => {
  const { store, counts } = countingStore();
  const driver = blobStoreDriver(store);
  const claim = await storeOne(driver);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 23 * HOUR_MS);
  await storeOne(driver);
  expect(counts.puts).toBe(1);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * HOUR_MS);
  await storeOne(driver);
  expect(counts.puts).toBe(2);
  await storeOne(blobStoreDriver(store));
  expect(counts.puts).toBe(2);
  await blobStoreDriver(store).retrieve({}, [claim]);
});

test('what was only read is not taken for stored', async () => {
  const { store, counts } = countingStore();
  const claim = await storeOne(blobStoreDriver(store));
  const driver = blobStoreDriver(store);
  await driver.retrieve({}, [claim]);
  await store.delete(claim.claimData['key'] ?? '');
  await storeOne(driver);
  expect(counts.puts).toBe(2);
});

test('a replay without a server neither writes nor looks whether it would have to', async () => {
  const { store, counts } = countingStore();
  const claim = await storeOne(blobStoreDriver(store));
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 100 * HOUR_MS);
  const head = vi.spyOn(store, 'head');
  const replay = blobStoreDriver(store, { isReplay: true });
  expect(await storeOne(replay)).toEqual(claim);
  expect([counts.puts, head.mock.calls.length]).toEqual([1, 0]);
  expect(await replay.retrieve({}, [claim])).toEqual([large]);
});

test('after a move, what the former store has is read by its name, and from there when the store kept its name', async () => {
  const [old, moved] = [memoryStore({ name: 'old' }), memoryStore({ name: 'now' })];
  const claim = await storeOne(blobStoreDriver(old));
  const renamed = blobStoreDrivers(moved, { formerStores: [old] });
  expect(renamed.map(({ name }) => name)).toEqual(['onceward/now', 'onceward/old']);
  for (const driver of renamed) expect(await driver.retrieve({}, [claim])).toEqual([large]);
  await storeOne(renamed[0], large, 'claim-8');
  expect(await Promise.all([old, moved].map(async (store) => (await collect(store.list(''))).length))).toEqual([1, 1]);

  const sameName = blobStoreDrivers(memoryStore({ name: 'old' }), { formerStores: [old] });
  expect(sameName.map(({ name }) => name)).toEqual(['onceward/old']);
  expect(await sameName[0].retrieve({}, [claim])).toEqual([large]);
  await old.delete(claim.claimData['key'] ?? '');
  const missing = blobStoreDriver(moved, { formerStores: [old] }).retrieve({}, [claim]);
  await expect(missing).rejects.toThrow(/The store 'now' .* Nor has 'old'/);
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
