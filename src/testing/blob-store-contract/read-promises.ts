import { deepEqual, equal, ok } from 'node:assert/strict';
import { chunksOf, encode, keysOf, readBytes, readText, TEXT, type StorePromises } from './store-under-test.js';

/** Clocks of two machines differ. */
const CLOCK_DIFFERENCE_MS = 5 * 60_000;

/** What reading promises. */
export const READ_PROMISES: StorePromises = {
  async 'what was put is what comes back, byte by byte'(store) {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
    await store.put('a/whole', bytes, TEXT);
    await store.put('a/stream', chunksOf(bytes, 999), TEXT);
    deepEqual(await readBytes(store, 'a/whole'), bytes);
    deepEqual(await readBytes(store, 'a/stream'), bytes);
    equal((await store.head('a/stream'))?.bytes, 100_000);
  },

  async 'empty content is content'(store) {
    await store.put('empty', new Uint8Array(), TEXT);
    await store.put('empty-stream', chunksOf(new Uint8Array(), 1), TEXT);
    equal((await readBytes(store, 'empty')).byteLength, 0);
    equal((await readBytes(store, 'empty-stream')).byteLength, 0);
    equal((await store.head('empty'))?.bytes, 0);
  },

  async 'a range gives its part, and what there is of one that goes beyond the end'(store) {
    await store.put('letters', encode('abcdefghij'), TEXT);
    equal(await readText(store, 'letters', { offset: 0, length: 3 }), 'abc');
    equal(await readText(store, 'letters', { offset: 4, length: 1 }), 'e');
    equal(await readText(store, 'letters', { offset: 7 }), 'hij');
    equal(await readText(store, 'letters', { offset: 7, length: 100 }), 'hij');
    equal(await readText(store, 'letters', { offset: 10 }), '');
    equal(await readText(store, 'letters', { offset: 99, length: 1 }), '');
    equal(await readText(store, 'letters', { offset: 2, length: 0 }), '');
    equal(await store.get('nothing', { range: { offset: 0, length: 1 } }), undefined);
  },

  async 'a key that was never written has no content and no size'(store) {
    equal(await store.get('nothing/here'), undefined);
    equal(await store.head('nothing/here'), undefined);
    await store.delete('nothing/here');
    deepEqual(await keysOf(store, ''), []);
  },

  async 'size and time are told alike by head and list, and the time is now'(store) {
    await store.put('some/key', encode('12345'), TEXT);
    const info = await store.head('some/key');
    deepEqual({ key: info?.key, bytes: info?.bytes }, { key: 'some/key', bytes: 5 });
    ok(Math.abs(Date.now() - (info?.modifiedMs ?? 0)) < CLOCK_DIFFERENCE_MS, `modifiedMs is ${info?.modifiedMs}`);
    for await (const listed of store.list('')) {
      deepEqual({ key: listed.key, bytes: listed.bytes }, { key: 'some/key', bytes: 5 });
      // A store may know the second only in one of the two.
      ok(Math.abs(listed.modifiedMs - (info?.modifiedMs ?? 0)) < 1_000, `list says ${listed.modifiedMs}, head ${info?.modifiedMs}`);
    }
  },

  async 'changes to the bytes after a put or a get do not reach the blob'(store) {
    const bytes = encode('right');
    await store.put('key', bytes, TEXT);
    bytes.fill(0);
    for await (const chunk of (await store.get('key')) ?? []) chunk.fill(0);
    equal(await readText(store, 'key'), 'right');
  },

  async 'a reader may stop early, and another reads on'(store) {
    await store.put('key', chunksOf(new Uint8Array(3_000_000), 100_000), TEXT);
    for await (const chunk of (await store.get('key')) ?? []) {
      ok(chunk.byteLength > 0);
      break;
    }
    equal((await readBytes(store, 'key')).byteLength, 3_000_000);
  },
};
