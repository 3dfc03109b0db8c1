import { hashesIn } from 'onceward';
import { memoryStore } from 'onceward/worker';
import { expect, test, vi } from 'vitest';
import { createCipher } from '../../../src/payloads/encryption/create-cipher.ts';
import { sealedContent } from '../../../src/payloads/encryption/sealed-content.ts';
import { artifactsIn } from '../../../src/worker/stores/create-artifacts.ts';
import { createTextStore } from '../../../src/payloads/chain/text-store.ts';
import { collect } from '../stores/collect.ts';

const TEXT = JSON.stringify({ title: 'a page of a secret book' });
const KEYS: Readonly<Record<string, number>> = { k1: 1, k2: 2 };
const HOUR_MS = 60 * 60 * 1_000;

function cipherOf(keyId: string) {
  return createCipher({ keyId, key: (id) => new Uint8Array(32).fill(KEYS[id] ?? 0) });
}

async function keysOf(store: ReturnType<typeof memoryStore>): Promise<string[]> {
  return (await collect(store.list(''))).map(({ key }) => key);
}

test.each([undefined, cipherOf('k1')])(
  'a text is stored as an artifact of the same bytes is, with or without encryption',
  async (cipher) => {
    const store = memoryStore();
    const place = sealedContent({ store }, cipher);
    const artifact = await artifactsIn(place, 'acme').put(TEXT, { mediaType: 'application/json' });
    const hash = await createTextStore(place, 'acme').put(TEXT);
    expect(await keysOf(store)).toEqual([artifact.key]);
    expect(hashesIn(hash)).toEqual([artifact.sha256]);
    expect(await createTextStore(place, 'acme').get(hash)).toBe(TEXT);
    expect(await createTextStore(place, 'globex').get(hash)).toBeUndefined();
  },
);

test('of an encrypted text or snapshot neither bytes nor name tell anything', async () => {
  const store = memoryStore();
  const texts = createTextStore(sealedContent({ store }, cipherOf('k1')), undefined);
  const hash = (await texts.put(TEXT)).slice(0, 43);
  await texts.putSnapshot(hash, TEXT);
  const keys = await keysOf(store);
  expect(keys).toHaveLength(2);
  for (const key of keys) {
    expect(hashesIn(key)).not.toEqual(hashesIn(hash));
    const content = await store.get(key);
    expect(Buffer.concat(content ? await collect(content) : []).toString('latin1')).not.toContain('secret book');
  }
  expect(await texts.getSnapshot(hash)).toBe(TEXT);
});

test('a text under a former key is found by its hash, and a plain one from before encryption too', async () => {
  const store = memoryStore();
  const plain = await createTextStore(sealedContent({ store }, undefined), undefined).put('"from before"');
  const former = await createTextStore(sealedContent({ store }, cipherOf('k1')), undefined).put(TEXT);
  const texts = createTextStore(sealedContent({ store }, cipherOf('k2')), undefined);
  expect([await texts.get(former), await texts.get(plain)]).toEqual([TEXT, '"from before"']);
});

test('after a move to another store, texts and snapshots of the former one are read', async () => {
  const former = memoryStore({ name: 'former' });
  const before = createTextStore(sealedContent({ store: former }, undefined), 'acme');
  const hash = await before.put(TEXT);
  await before.putSnapshot(hash, '"snapshot"');
  const store = memoryStore({ name: 'now' });
  const after = createTextStore(sealedContent({ store, formerStores: [former] }, undefined), 'acme');
  expect([await after.get(hash), await after.getSnapshot(hash)]).toEqual([TEXT, '"snapshot"']);
  expect(await keysOf(store)).toEqual([]);
});

test('a text that is put again after a day is written again, so that a clean-up sees that it is in use', async () => {
  const store = memoryStore();
  const texts = createTextStore(sealedContent({ store }, undefined), undefined);
  const put = vi.spyOn(store, 'put');
  await texts.put(TEXT);
  await texts.put(TEXT);
  expect(put).toHaveBeenCalledTimes(1);
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * HOUR_MS);
  await texts.put(TEXT);
  now.mockRestore();
  expect(put).toHaveBeenCalledTimes(2);
});
