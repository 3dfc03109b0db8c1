import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { chunksOf, encode, keysOf, readBytes, readText, TEXT, type StorePromises } from './store-under-test.js';

/** More than a store would send at once. */
const LARGE_BYTES = 20_000_000;
const IF_ABSENT = { ...TEXT, ifAbsent: true };

/** What writing promises. */
export const WRITE_PROMISES: StorePromises = {
  async 'a large stream arrives whole'(store) {
    const bytes = Uint8Array.from({ length: LARGE_BYTES }, (_, index) => (index * 31) % 251);
    await store.put('large', chunksOf(bytes, 123_456), TEXT);
    ok(Buffer.from(await readBytes(store, 'large')).equals(bytes), 'The bytes differ.');
  },

  async 'a put replaces, unless it is for an absent key only'(store) {
    await store.put('key', encode('first'), TEXT);
    await store.put('key', encode('second'), TEXT);
    equal(await readText(store, 'key'), 'second');
    await store.put('key', encode('third'), IF_ABSENT);
    equal(await readText(store, 'key'), 'second');
    await store.put('new', encode('fourth'), IF_ABSENT);
    equal(await readText(store, 'new'), 'fourth');
  },

  async 'of two writers of one absent key the first to finish wins'(store) {
    // The slow writer reads its content after its own check, and only then does the quick one start.
    const quick = (key: string) => store.put(key, encode('quick'), IF_ABSENT);
    await store.put(
      'race',
      afterwards(() => quick('race'), 'slow'),
      IF_ABSENT,
    );
    equal(await readText(store, 'race'), 'quick');
    await store.put(
      'large-race',
      afterwards(() => quick('large-race'), 's'.repeat(LARGE_BYTES)),
      IF_ABSENT,
    );
    equal(await readText(store, 'large-race'), 'quick');
  },

  async 'writers of one key at the same time leave the whole of one of them'(store) {
    const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(contents.map((content) => store.put('contended', chunksOf(encode(content), 1_000), TEXT)));
    ok(contents.includes(await readText(store, 'contended')), 'The content is a mixture.');
    deepEqual(await keysOf(store, ''), ['contended']);
  },

  async 'writers of one absent key at the same time all succeed, and one content stays'(store) {
    const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(contents.map((content) => store.put('claimed', encode(content), IF_ABSENT)));
    ok(contents.includes(await readText(store, 'claimed')), 'The content is a mixture.');
  },

  async 'content that breaks off leaves the old content, and no trace of itself'(store) {
    await store.put('kept', encode('old'), TEXT);
    const broken = { message: 'the source broke off' };
    await rejects(store.put('kept', breakingOff(4), TEXT), broken);
    await rejects(store.put('never', breakingOff(4), TEXT), broken);
    await rejects(store.put('never-large', breakingOff(LARGE_BYTES), TEXT), broken);
    equal(await readText(store, 'kept'), 'old');
    deepEqual(await keysOf(store, ''), ['kept']);
  },

  async 'a move gives content another key, and replaces what was there'(store) {
    await store.put('tmp/one', encode('moved'), TEXT);
    await store.move('tmp/one', 't/Acme/one');
    equal(await readText(store, 't/Acme/one'), 'moved');
    equal(await store.head('tmp/one'), undefined);
    await store.put('tmp/two', encode('again'), TEXT);
    await store.move('tmp/two', 't/Acme/one');
    equal(await readText(store, 't/Acme/one'), 'again');
    deepEqual(await keysOf(store, ''), ['t/Acme/one']);
  },

  async 'a move of what is not there is PayloadMissing, and leaves the target as it was'(store) {
    await store.put('target', encode('stays'), TEXT);
    await rejects(store.move('nothing', 'target'), { code: 'PayloadMissing' });
    equal(await readText(store, 'target'), 'stays');
  },

  async 'a deleted blob is gone, its neighbours stay'(store) {
    await store.put('one', encode('1'), TEXT);
    await store.put('two', encode('2'), TEXT);
    await store.delete('one');
    equal(await store.get('one'), undefined);
    equal(await store.head('one'), undefined);
    deepEqual(await keysOf(store, ''), ['two']);
  },
};

async function* afterwards(action: () => Promise<void>, text: string): AsyncGenerator<Uint8Array, void, void> {
  await action();
  yield encode(text);
}

async function* breakingOff(afterBytes: number): AsyncGenerator<Uint8Array, void, void> {
  yield new Uint8Array(afterBytes);
  throw new Error('the source broke off');
}
