import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BlobStore } from '../../../src/shared/artifacts/blob-store.ts';
import { collect } from './collect.ts';

const TEXT = { mediaType: 'text/plain' };

/** A store to test, and how to clean up after it. */
export interface StoreUnderTest {
  readonly store: BlobStore;
  readonly dispose?: () => Promise<void>;
}

/** What every `BlobStore` guarantees. Call it inside a test file, with a factory that gives a new, empty store. */
export function blobStoreContract(kind: string, create: () => Promise<StoreUnderTest>): void {
  describe(`the contract of a blob store: ${kind}`, () => {
    let store: BlobStore;
    let dispose: (() => Promise<void>) | undefined;

    beforeEach(async () => {
      ({ store, dispose } = await create());
    });
    afterEach(async () => dispose?.());

    test('what was put is what comes back, byte by byte', async () => {
      const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
      await store.put('a/whole', bytes, TEXT);
      await store.put('a/stream', chunksOf(bytes, 999), TEXT);
      expect(await read(store, 'a/whole')).toEqual(bytes);
      expect(await read(store, 'a/stream')).toEqual(bytes);
      expect(await store.head('a/stream')).toEqual({ bytes: 100_000 });
    });

    test('empty content is content', async () => {
      await store.put('empty', new Uint8Array(), TEXT);
      expect(await read(store, 'empty')).toEqual(new Uint8Array());
      expect(await store.head('empty')).toEqual({ bytes: 0 });
    });

    test('a key that was never written has no content and no size', async () => {
      expect(await store.get('nothing/here')).toBeUndefined();
      expect(await store.head('nothing/here')).toBeUndefined();
      await store.delete('nothing/here');
      expect(await keysOf(store, '')).toEqual([]);
    });

    test('a put replaces, unless it is for an absent key only', async () => {
      await store.put('key', encode('first'), TEXT);
      await store.put('key', encode('second'), TEXT);
      expect(await readText(store, 'key')).toBe('second');
      await store.put('key', encode('third'), { ...TEXT, ifAbsent: true });
      expect(await readText(store, 'key')).toBe('second');
      await store.put('new', encode('fourth'), { ...TEXT, ifAbsent: true });
      expect(await readText(store, 'new')).toBe('fourth');
    });

    test('of two writers of one absent key the first to finish wins', async () => {
      // The slow writer reads its content after its own check, and only then does the quick one start.
      const quick = () => store.put('race', encode('quick'), { ...TEXT, ifAbsent: true });
      await store.put('race', afterwards(quick, 'slow'), { ...TEXT, ifAbsent: true });
      expect(await readText(store, 'race')).toBe('quick');
    });

    test('writers of one key at the same time leave the whole of one of them', async () => {
      const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(50_000));
      await Promise.all(contents.map((content) => store.put('contended', chunksOf(encode(content), 1000), TEXT)));
      expect(contents).toContain(await readText(store, 'contended'));
      expect(await keysOf(store, '')).toEqual(['contended']);
    });

    test('content that breaks off leaves the old content, and no trace of itself', async () => {
      await store.put('kept', encode('old'), TEXT);
      await expect(store.put('kept', breakingOff(), TEXT)).rejects.toThrow('the source broke off');
      await expect(store.put('never', breakingOff(), TEXT)).rejects.toThrow('the source broke off');
      expect(await readText(store, 'kept')).toBe('old');
      expect(await keysOf(store, '')).toEqual(['kept']);
    });

    test('a deleted blob is gone, its neighbours stay', async () => {
      await store.put('one', encode('1'), TEXT);
      await store.put('two', encode('2'), TEXT);
      await store.delete('one');
      expect(await store.get('one')).toBeUndefined();
      expect(await store.head('one')).toBeUndefined();
      expect(await keysOf(store, '')).toEqual(['two']);
    });

    test('list gives the keys that start with a prefix, also one that ends inside a segment', async () => {
      const keys = ['t/Acme/sha256/ab1', 't/Acme/sha256/ab2', 't/acme/sha256/ab1', 't/acme2/x', 'sha256/ab1', 'a', 'a/b', 'a/b/c.txt'];
      for (const key of keys) await store.put(key, encode(key), TEXT);
      expect(await keysOf(store, '')).toEqual(keys.toSorted());
      expect(await keysOf(store, 't/Acme/')).toEqual(['t/Acme/sha256/ab1', 't/Acme/sha256/ab2']);
      expect(await keysOf(store, 't/acme')).toEqual(['t/acme/sha256/ab1', 't/acme2/x']);
      expect(await keysOf(store, 'a/b')).toEqual(['a/b', 'a/b/c.txt']);
      expect(await keysOf(store, '../')).toEqual([]);
      for (const key of keys) expect(await readText(store, key)).toBe(key);
    });

    test('the longest segments and keys fit', async () => {
      const key = ['A'.repeat(120), 'b'.repeat(120), 'C'.repeat(120), 'd'.repeat(120)].join('/');
      await store.put(key, encode('long'), TEXT);
      expect(await readText(store, key)).toBe('long');
      expect(await keysOf(store, '')).toEqual([key]);
    });

    test.each([
      '',
      '/',
      '/a',
      'a/',
      'a//b',
      '.',
      '..',
      '../a',
      'a/../b',
      'a/..',
      '.hidden',
      'a.',
      String.raw`a\b`,
      'a\0b',
      'C:',
      'ä',
      'a b',
      '+tmp',
      '~a',
      'x'.repeat(121),
    ])('refuses the key %j in every operation', async (key) => {
      const refusal = { code: 'InvalidOption' };
      await expect(store.put(key, encode('x'), TEXT)).rejects.toMatchObject(refusal);
      await expect(store.get(key)).rejects.toMatchObject(refusal);
      await expect(store.head(key)).rejects.toMatchObject(refusal);
      await expect(store.delete(key)).rejects.toMatchObject(refusal);
      expect(await keysOf(store, '')).toEqual([]);
    });

    test('changes to the bytes after a put or a get do not reach the blob', async () => {
      const bytes = encode('right');
      await store.put('key', bytes, TEXT);
      bytes.fill(0);
      (await read(store, 'key')).fill(0);
      for await (const chunk of (await store.get('key')) ?? []) chunk.fill(0);
      expect(await readText(store, 'key')).toBe('right');
    });
  });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let offset = 0; offset < bytes.byteLength; offset += size) yield bytes.subarray(offset, offset + size);
}

async function* afterwards(action: () => Promise<void>, text: string): AsyncIterable<Uint8Array> {
  await action();
  yield encode(text);
}

async function* breakingOff(): AsyncIterable<Uint8Array> {
  yield encode('half');
  throw new Error('the source broke off');
}

async function read(store: BlobStore, key: string): Promise<Uint8Array> {
  const stream = await store.get(key);
  if (stream === undefined) throw new Error(`nothing under '${key}'`);
  return new Uint8Array(Buffer.concat(await collect(stream)));
}

async function readText(store: BlobStore, key: string): Promise<string> {
  return new TextDecoder().decode(await read(store, key));
}

async function keysOf(store: BlobStore, prefix: string): Promise<string[]> {
  return (await collect(store.list(prefix))).toSorted();
}
