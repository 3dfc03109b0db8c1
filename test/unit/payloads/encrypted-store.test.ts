import { expect, test } from 'vitest';
import { createCipher } from '../../../src/payloads/encryption/create-cipher.ts';
import { encryptedStore } from '../../../src/payloads/encryption/encrypted-store.ts';
import { CHUNK_BYTES, contentBytesOf } from '../../../src/payloads/encryption/sealed-stream.ts';
import { sealedContent } from '../../../src/payloads/encryption/sealed-content.ts';
import { contentAddressed } from '../../../src/shared/artifacts/content-addressed.ts';
import { collectBytes } from '../../../src/shared/artifacts/collect-bytes.ts';
import { createSha256, sha256 } from '../../../src/shared/encoding/sha256.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';

const keys = (keyId: string) => createCipher({ keyId, key: (id) => new Uint8Array(32).fill(id === 'k1' ? 1 : 2) });
const cipher = keys('k1');
const pattern = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, (_, index) => index % 251);

async function read(store: ReturnType<typeof encryptedStore>, key: string, range?: { offset: number; length?: number }) {
  const content = await store.get(key, range && { range });
  return content && collectBytes(content);
}

test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])(
  'content of %i bytes comes back, and its size is known',
  async (bytes) => {
    const store = encryptedStore(memoryStore(), cipher);
    await store.put('a/b', pattern(bytes), { mediaType: 'application/pdf' });
    expect(await read(store, 'a/b')).toEqual(pattern(bytes));
    expect((await store.head('a/b'))?.bytes).toBe(bytes);
  },
);

test.each([
  [0, 10],
  [CHUNK_BYTES - 5, 10],
  [CHUNK_BYTES, 1],
  [2 * CHUNK_BYTES + 7, undefined],
  [3 * CHUNK_BYTES + 500, 10],
])('a range from %i of %s bytes is that of the content', async (offset, length) => {
  const store = encryptedStore(memoryStore(), cipher);
  const content = pattern(3 * CHUNK_BYTES + 100);
  await store.put('a/b', content, { mediaType: 'application/pdf' });
  expect(await read(store, 'a/b', { offset, length })).toEqual(content.slice(offset, length === undefined ? undefined : offset + length));
});

test('the store under it holds neither the content nor, with artifacts, its hash', async () => {
  const inner = memoryStore();
  const platform = { createHasher: createSha256, randomId: () => 'id', nowMs: () => 0 };
  const artifacts = contentAddressed(sealedContent({ store: inner }, cipher), platform);
  const reference = await artifacts.put('Ada Lovelace', { mediaType: 'text/plain' });
  expect(await artifacts.open(reference).text()).toBe('Ada Lovelace');
  for await (const { key } of inner.list('')) {
    expect(key).not.toContain(sha256('Ada Lovelace'));
    expect(Buffer.from((await read(inner, key)) ?? []).toString('latin1')).not.toContain('Ada');
  }
});

test('equal content is stored once, and a rotation leaves old content readable', async () => {
  const inner = memoryStore();
  const platform = { createHasher: createSha256, randomId: () => 'id', nowMs: () => 0 };
  const before = contentAddressed(sealedContent({ store: inner }, cipher), platform);
  const old = await before.put('page', { mediaType: 'text/plain' });
  expect(await before.put('page', { mediaType: 'text/plain' })).toEqual(old);
  const after = contentAddressed(sealedContent({ store: inner }, keys('k2')), platform);
  expect(await after.open(old).text()).toBe('page');
});

test('what was stored before encryption was switched on is read as it is', async () => {
  const inner = memoryStore();
  await inner.put('a/b', pattern(500), { mediaType: 'application/pdf' });
  const store = encryptedStore(inner, cipher);
  expect(await read(store, 'a/b')).toEqual(pattern(500));
  expect((await store.head('a/b'))?.bytes).toBe(500);
});

test('a changed bit is a named error', async () => {
  const inner = memoryStore();
  await encryptedStore(inner, cipher).put('a/b', pattern(500), { mediaType: 'application/pdf' });
  const bytes = Uint8Array.from((await read(inner, 'a/b')) ?? []);
  bytes[300] = (bytes[300] ?? 0) ^ 1;
  await inner.put('a/b', bytes, { mediaType: 'application/pdf' });
  await expect(read(encryptedStore(inner, cipher), 'a/b')).rejects.toMatchObject({ code: 'DecryptionFailed' });
});

test('the sizes of version 1 stay: a header of 128 bytes, and 28 more a megabyte', () => {
  expect([128, 128 + 29, 128 + CHUNK_BYTES + 28, 128 + CHUNK_BYTES + 28 + 29].map(contentBytesOf)).toEqual([
    0,
    1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
  ]);
});
