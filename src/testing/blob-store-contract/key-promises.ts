import { deepEqual, equal, rejects } from 'node:assert/strict';
import { encode, keysOf, readText, TEXT, type StorePromises } from './store-under-test.js';

const KEYS = ['t/Acme/sha256/ab1', 't/Acme/sha256/ab2', 't/acme/sha256/ab1', 't/acme2/x', 'sha256/ab1', 'a/b', 'a/bc/d.txt', 'p%20=@-_'];

const NO_KEYS = [
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
  'a\\b',
  'a\0b',
  'C:',
  'ä',
  'a b',
  '+tmp',
  '~a',
];

const MORE_KEYS_THAN_A_PAGE = 30;

/** What is promised of keys. */
export const KEY_PROMISES: StorePromises = {
  async 'list gives what starts with a prefix, also one that ends inside a segment'(store) {
    for (const key of KEYS) await store.put(key, encode(key), TEXT);
    deepEqual(await keysOf(store, ''), KEYS.toSorted());
    deepEqual(await keysOf(store, 't/Acme/'), ['t/Acme/sha256/ab1', 't/Acme/sha256/ab2']);
    deepEqual(await keysOf(store, 't/acme'), ['t/acme/sha256/ab1', 't/acme2/x']);
    deepEqual(await keysOf(store, 'a/b'), ['a/b', 'a/bc/d.txt']);
    deepEqual(await keysOf(store, '../'), []);
    for (const key of KEYS) equal(await readText(store, key), key);
  },

  async 'list gives all of many, also while they are deleted'(store) {
    const keys = Array.from({ length: MORE_KEYS_THAN_A_PAGE }, (_, index) => `many/${String(index).padStart(3, '0')}`);
    await Promise.all(keys.map((key) => store.put(key, encode(key), TEXT)));
    const seen: string[] = [];
    for await (const { key } of store.list('many/')) {
      seen.push(key);
      await store.delete(key);
    }
    deepEqual(seen.toSorted(), keys);
    deepEqual(await keysOf(store, ''), []);
  },

  async 'the longest segments and keys fit'(store) {
    const key = ['A'.repeat(120), 'b'.repeat(120), 'C'.repeat(120), 'd'.repeat(120)].join('/');
    await store.put(key, encode('long'), TEXT);
    equal(await readText(store, key), 'long');
    deepEqual(await keysOf(store, ''), [key]);
  },

  async 'what is no key is refused in every operation'(store) {
    await store.put('right', encode('x'), TEXT);
    const refusal = { code: 'InvalidOption' };
    for (const key of [...NO_KEYS, 'x'.repeat(121), 'x/'.repeat(256) + 'x']) {
      await rejects(store.put(key, encode('x'), TEXT), refusal, `put ${JSON.stringify(key)}`);
      await rejects(store.get(key), refusal, `get ${JSON.stringify(key)}`);
      await rejects(store.head(key), refusal, `head ${JSON.stringify(key)}`);
      await rejects(store.delete(key), refusal, `delete ${JSON.stringify(key)}`);
      await rejects(store.move('right', key), refusal, `move to ${JSON.stringify(key)}`);
    }
    deepEqual(await keysOf(store, ''), ['right']);
  },
};
