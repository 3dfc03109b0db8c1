import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import type { BlobStore } from '../../../src/shared/artifacts/blob-store.ts';
import type { Artifact } from '../../../src/shared/contract/artifact-reference.ts';
import { PayloadCorrupted } from '../../../src/shared/errors/payload-corrupted.ts';
import { PayloadMissing } from '../../../src/shared/errors/payload-missing.ts';
import { TenantMismatch } from '../../../src/shared/errors/tenant-mismatch.ts';
import { UnknownStore } from '../../../src/shared/errors/unknown-store.ts';
import { createArtifacts } from '../../../src/worker/stores/create-artifacts.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';
import { collect } from './collect.ts';

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const PLAIN = { mediaType: 'text/plain' } as const;

let store: BlobStore;
beforeEach(() => {
  store = memoryStore();
});
afterEach(() => vi.restoreAllMocks());

test('a reference says where, what and how much, and nothing else', async () => {
  const reference = await createArtifacts({ store }).put('hello', PLAIN);
  expect(reference).toStrictEqual({
    $artifact: 1,
    store: 'memory',
    key: `sha256/${HELLO}`,
    sha256: HELLO,
    bytes: 5,
    mediaType: 'text/plain',
  });
  expectTypeOf(reference).toEqualTypeOf<Artifact<'text/plain'>>();
  expect(await createArtifacts({ store, tenant: 'acme' }).put('hello', { mediaType: 'text/plain', preview: 'a greeting' })).toStrictEqual({
    ...reference,
    key: `t/acme/sha256/${HELLO}`,
    tenant: 'acme',
    preview: 'a greeting',
  });
});

test('a second copy of the same bytes is stored once, as text, bytes or stream', async () => {
  const put = vi.spyOn(store, 'put');
  const artifacts = createArtifacts({ store });
  const references = [
    await artifacts.put('hello', PLAIN),
    await artifacts.put(new TextEncoder().encode('hello'), PLAIN),
    await artifacts.put(streamOf('he', 'l', '', 'lo'), PLAIN),
  ];
  expect(new Set(references.map((reference) => JSON.stringify(reference))).size).toBe(1);
  expect(put).toHaveBeenCalledTimes(1);
  expect((await collect(store.list(''))).map(({ key }) => key)).toEqual([`sha256/${HELLO}`]);
});

test('every reader gives back what was put', async () => {
  const artifacts = createArtifacts({ store });
  const opened = artifacts.open(await artifacts.put(streamOf('{"größe"', ':[1,null]}'), { mediaType: 'application/json' }));
  expect(await opened.text()).toBe('{"größe":[1,null]}');
  expect(await opened.json()).toEqual({ größe: [1, null] });
  expect(await opened.bytes()).toEqual(new TextEncoder().encode('{"größe":[1,null]}'));
  expect(Buffer.concat(await collect(opened.stream())).toString()).toBe('{"größe":[1,null]}');
  expect(await artifacts.open(await artifacts.put('', PLAIN)).text()).toBe('');
});

test('a reference that went through JSON opens in another process', async () => {
  const reference = await createArtifacts({ store, tenant: 'acme' }).put('hello', PLAIN);
  const arrived = JSON.parse(JSON.stringify(reference)) as typeof reference;
  expect(await createArtifacts({ store, tenant: 'acme' }).open(arrived).text()).toBe('hello');
});

const MEGABYTE = 1024 * 1024;
const LARGE = 20;

/** More than is held in memory. */
async function* megabytes(count: number, atEnd?: () => void): AsyncIterable<Uint8Array> {
  for (let index = 0; index < count; index++) yield new Uint8Array(MEGABYTE).fill(index);
  atEnd?.();
}

const breakOff = () => {
  throw new Error('the source broke off');
};

describe('streams', () => {
  test('a large stream is stored under its hash, once, and no trace of the way there stays', async () => {
    const artifacts = createArtifacts({ store });
    const bytes = Buffer.concat(await collect(megabytes(LARGE)));
    const references = [
      await artifacts.put(megabytes(LARGE), PLAIN),
      await artifacts.put(bytes, PLAIN),
      await artifacts.put(megabytes(LARGE), PLAIN),
    ];
    expect(references[0]).toMatchObject({ bytes: LARGE * MEGABYTE, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(references[1]).toEqual(references[0]);
    expect(references[2]).toEqual(references[0]);
    expect(await collect(store.list(''))).toMatchObject([{ key: references[0]?.key, bytes: LARGE * MEGABYTE }]);
    expect(Buffer.from(await artifacts.open(references[2] ?? breakOff()).bytes()).equals(bytes)).toBe(true);
  });

  test.each(['small', 'large'])('a %s stream that breaks off stores nothing, and its error comes through', async (size) => {
    const artifacts = createArtifacts({ store, tenant: 'acme' });
    await expect(artifacts.put(megabytes(size === 'small' ? 1 : LARGE, breakOff), PLAIN)).rejects.toThrow('the source broke off');
    expect(await collect(store.list(''))).toEqual([]);
  });

  test('content that got no name because the store failed at the end is taken away again', async () => {
    vi.spyOn(store, 'move').mockRejectedValue(new Error('the store is down'));
    await expect(createArtifacts({ store }).put(megabytes(LARGE), PLAIN)).rejects.toThrow('the store is down');
    expect(await collect(store.list(''))).toEqual([]);
  });

  test('a store that fails half-way lets go of the source', async () => {
    let letGo = false;
    async function* source(): AsyncIterable<Uint8Array> {
      try {
        yield* megabytes(LARGE);
      } finally {
        letGo = true;
      }
    }
    vi.spyOn(store, 'put').mockImplementation(async (_key, content) => {
      for await (const chunk of content as AsyncIterable<Uint8Array>) throw new Error(`the store is down at ${chunk.byteLength}`);
    });
    await expect(createArtifacts({ store }).put(source(), PLAIN)).rejects.toThrow(`the store is down at ${MEGABYTE}`);
    expect(letGo).toBe(true);
  });

  test('streams and files of the web are content, too', async () => {
    const artifacts = createArtifacts({ store });
    const ofStream = await artifacts.put(new Response('hello').body ?? breakOff(), PLAIN);
    const ofBlob = await artifacts.put(new Blob(['hel', 'lo']), PLAIN);
    const ofNode = await artifacts.put(Readable.from([Buffer.from('hello')]), PLAIN);
    expect([ofStream.sha256, ofBlob.sha256, ofNode.sha256]).toEqual([HELLO, HELLO, HELLO]);
  });

  test.each([
    ['a number', 7],
    ['nothing', undefined],
    ['null', null],
    ['a stream of texts', Readable.from(['hello'])],
    ['an object', { bytes: 'hello' }],
  ])('refuses %s', async (_, content) => {
    await expect(createArtifacts({ store }).put(content as never, PLAIN)).rejects.toMatchObject({
      code: 'InvalidOption',
      option: 'content',
    });
    expect(await collect(store.list(''))).toEqual([]);
  });

  test('refuses a media type that is none, an option that does not exist, and what is no reference', async () => {
    const artifacts = createArtifacts({ store });
    await expect(artifacts.put('x', { mediaType: 'pdf' })).rejects.toMatchObject({ code: 'InvalidOption', option: 'mediaType' });
    await expect(artifacts.put('x', { mediatype: 'text/plain' } as never)).rejects.toMatchObject({ code: 'UnknownOption' });
    for (const value of [undefined, null, 'sha256/x', {}, { $artifact: 1 }]) {
      expect(thrownBy(() => artifacts.open(value as never))).toMatchObject({ code: 'InvalidOption', option: 'reference' });
    }
  });
});

test('a copy that is a day old is written again, so that a clean-up sees that it is in use', async () => {
  const artifacts = createArtifacts({ store });
  const put = vi.spyOn(store, 'put');
  await artifacts.put('hello', PLAIN);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 23 * 3_600_000);
  await artifacts.put('hello', PLAIN);
  expect(put).toHaveBeenCalledTimes(1);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * 3_600_000);
  await artifacts.put('hello', PLAIN);
  expect(put).toHaveBeenCalledTimes(2);
  expect(put.mock.calls[1]?.[2]).toEqual({ mediaType: 'text/plain', ifAbsent: false });
});

describe('a former store', () => {
  test('is read, by name and when the content was moved, and never written', async () => {
    const old = memoryStore({ name: 'old' });
    const reference = await createArtifacts({ store: old }).put('hello', PLAIN);
    const artifacts = createArtifacts({ store, formerStores: [old] });
    expect(await artifacts.open(reference).text()).toBe('hello');
    await store.put(reference.key, new TextEncoder().encode('hello'), PLAIN);
    await old.delete(reference.key);
    expect(await artifacts.open(reference).text()).toBe('hello');
    await artifacts.put('more', PLAIN);
    expect(await collect(old.list(''))).toEqual([]);
  });

  test('is named, like the other, when an object is in neither', async () => {
    const old = memoryStore({ name: 'old' });
    const artifacts = createArtifacts({ store, formerStores: [old] });
    const reference = await artifacts.put('hello', PLAIN);
    await store.delete(reference.key);
    await expect(artifacts.open(reference).text()).rejects.toThrow(
      `The store 'memory' (the memory of this process) has no object '${reference.key}'. Nor has 'old' (the memory of this process).`,
    );
    expect(thrownBy(() => artifacts.open({ ...reference, store: 'gone' }))).toMatchObject({
      code: 'UnknownStore',
      known: ['memory', 'old'],
      message: expect.stringContaining("this process has the stores 'memory' and 'old'") as string,
    });
  });
});

test('a link is what the store gives, and nothing where it gives none', async () => {
  const artifacts = createArtifacts({ store });
  const reference = await artifacts.put('hello', PLAIN);
  expect(await artifacts.open(reference).link()).toBeUndefined();
  const linking: BlobStore = Object.assign(Object.create(store) as BlobStore, {
    name: 'memory',
    head: (key: string) => store.head(key),
    presignGet: async (key: string, { expiresInMs }: { expiresInMs: number }) => `https://store.example/${key}?for=${expiresInMs}`,
  });
  const opened = createArtifacts({ store: linking }).open(reference);
  expect(await opened.link()).toBe(`https://store.example/${reference.key}?for=900000`);
  expect(await opened.link({ expiresIn: '1h' })).toContain('for=3600000');
  await expect(opened.link({ expiresIn: 'soon' })).rejects.toMatchObject({ code: 'InvalidOption', option: 'expiresIn' });
  await store.delete(reference.key);
  await expect(opened.link()).rejects.toMatchObject({ code: 'PayloadMissing' });
});

describe('a broken store', () => {
  test('a missing object is an error that names store and key, never an empty value', async () => {
    const artifacts = createArtifacts({ store });
    const reference = await artifacts.put('hello', PLAIN);
    await store.delete(reference.key);
    const opened = artifacts.open(reference);
    for (const read of [() => opened.bytes(), () => opened.text(), () => opened.json(), () => collect(opened.stream())]) {
      const error = await read().catch((thrown: unknown) => thrown);
      expect(PayloadMissing.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ code: 'PayloadMissing', store: 'memory', key: reference.key });
      expect(String(error)).toContain(`'memory' (the memory of this process) has no object '${reference.key}'`);
    }
  });

  test.each([
    ['the same size', 'jello', { bytes: 5, sha256: expect.stringMatching(/^[\da-f]{64}$/) as string }],
    ['a shorter', 'hell', { bytes: 4, sha256: expect.stringMatching(/^[\da-f]{64}$/) as string }],
    ['a longer', 'hello!', { bytes: 6 }],
    ['an empty', '', { bytes: 0, sha256: expect.stringMatching(/^[\da-f]{64}$/) as string }],
  ])('other bytes of %s size are an error that says what was expected', async (_, content, found) => {
    const artifacts = createArtifacts({ store });
    const reference = await artifacts.put('hello', PLAIN);
    await store.put(reference.key, new TextEncoder().encode(content), PLAIN);
    const error = await artifacts
      .open(reference)
      .text()
      .catch((thrown: unknown) => thrown);
    expect(PayloadCorrupted.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ key: reference.key, expected: { bytes: 5, sha256: HELLO }, found });
  });

  test('a stream gives no more bytes than the reference promises', async () => {
    const artifacts = createArtifacts({ store });
    const reference = await artifacts.put('hello', PLAIN);
    await store.put(reference.key, new Uint8Array(1000), PLAIN);
    let received = 0;
    const reading = async () => {
      for await (const chunk of artifacts.open(reference).stream()) received += chunk.byteLength;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'PayloadCorrupted' });
    expect(received).toBeLessThanOrEqual(5);
  });

  test('putting the content again mends an object of the wrong size', async () => {
    const artifacts = createArtifacts({ store });
    const reference = await artifacts.put('hello', PLAIN);
    await store.put(reference.key, new Uint8Array(2), PLAIN);
    await artifacts.put('hello', PLAIN);
    expect(await artifacts.open(reference).text()).toBe('hello');
  });

  test('a reference into another store names both stores', async () => {
    const reference = await createArtifacts({ store: memoryStore({ name: 'laptop' }) }).put('hello', PLAIN);
    const error = thrownBy(() => createArtifacts({ store }).open(reference));
    expect(UnknownStore.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ store: 'laptop', known: ['memory'] });
  });
});

describe('tenants', () => {
  test('equal bytes of two tenants are two objects', async () => {
    await createArtifacts({ store, tenant: 'acme' }).put('hello', PLAIN);
    await createArtifacts({ store, tenant: 'globex' }).put('hello', PLAIN);
    expect((await collect(store.list('t/'))).map(({ key }) => key)).toEqual([`t/acme/sha256/${HELLO}`, `t/globex/sha256/${HELLO}`]);
  });

  test('nobody opens the artifact of another tenant, or of none', async () => {
    const tenants = ['acme', 'acm', 'Acme', undefined];
    for (const owner of tenants) {
      const reference = await createArtifacts({ store, tenant: owner }).put('hello', PLAIN);
      for (const reader of tenants.filter((tenant) => tenant !== owner)) {
        const error = thrownBy(() => createArtifacts({ store, tenant: reader }).open(reference));
        expect(TenantMismatch.isInstance(error)).toBe(true);
        expect(error).toMatchObject({ tenant: reader, referenceTenant: owner });
      }
    }
  });

  test('a reference whose tenant is forged does not open either', async () => {
    const theirs = await createArtifacts({ store, tenant: 'acme' }).put('hello', PLAIN);
    const { tenant: _, ...withoutTenant } = theirs;
    expect(thrownBy(() => createArtifacts({ store, tenant: 'evil' }).open({ ...theirs, tenant: 'evil' }))).toMatchObject({
      code: 'TenantMismatch',
    });
    expect(thrownBy(() => createArtifacts({ store }).open(withoutTenant))).toMatchObject({ code: 'TenantMismatch' });
    const climbing = createArtifacts({ store, tenant: 'evil' }).open({ ...theirs, tenant: 'evil', key: `t/evil/../acme/sha256/${HELLO}` });
    await expect(climbing.text()).rejects.toMatchObject({ code: 'InvalidOption' });
  });

  test.each(['a/b', '..', '.', 'a b', 'müller', "it's", 'A%2FB', '~', 'x@y.example', '🦊'])(
    'the tenant %j has a place of its own',
    async (tenant) => {
      const artifacts = createArtifacts({ store, tenant });
      expect(await artifacts.open(await artifacts.put('hello', PLAIN)).text()).toBe('hello');
      const keys = await collect(store.list(''));
      expect(keys).toHaveLength(1);
      expect(keys[0]?.key.split('/')).toHaveLength(4);
    },
  );

  test.each(['', 'x'.repeat(121), '\ud800'])('refuses the tenant %j', (tenant) => {
    expect(thrownBy(() => createArtifacts({ store, tenant }))).toMatchObject({ code: 'InvalidOption', option: 'tenant' });
  });
});

async function* streamOf(...parts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield new TextEncoder().encode(part);
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
