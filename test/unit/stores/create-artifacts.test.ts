import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
import { temporaryFolder } from './temporary-folder.ts';

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const PLAIN = { mediaType: 'text/plain' } as const;

let store: BlobStore;
beforeEach(() => {
  store = memoryStore();
});
afterEach(() => vi.unstubAllEnvs());

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
  expect(await collect(store.list(''))).toEqual([`sha256/${HELLO}`]);
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

test('the temporary file of a stream is gone afterwards, also when the stream or the store fails', async () => {
  await using folder = await temporaryFolder();
  vi.stubEnv('TMPDIR', folder.path);
  expect(tmpdir()).toBe(folder.path);
  let filesDuringPut: string[] = [];
  const put = vi.spyOn(store, 'put').mockImplementation(async () => {
    filesDuringPut = await readdir(folder.path);
    throw new Error('the store is down');
  });
  const artifacts = createArtifacts({ store });
  await expect(artifacts.put(streamOf('hello'), PLAIN)).rejects.toThrow('the store is down');
  expect(filesDuringPut).toHaveLength(1);
  expect(await readdir(folder.path)).toEqual([]);
  put.mockRestore();
  await artifacts.put(streamOf('hello'), PLAIN);
  expect(await readdir(folder.path)).toEqual([]);
  await expect(artifacts.put(failingStream(), PLAIN)).rejects.toThrow('the source broke off');
  expect(await readdir(folder.path)).toEqual([]);
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
      expect(String(error)).toContain(`'memory' has no object '${reference.key}'`);
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
    expect(error).toMatchObject({ store: 'laptop', known: 'memory' });
  });
});

describe('tenants', () => {
  test('equal bytes of two tenants are two objects', async () => {
    await createArtifacts({ store, tenant: 'acme' }).put('hello', PLAIN);
    await createArtifacts({ store, tenant: 'globex' }).put('hello', PLAIN);
    expect(await collect(store.list('t/'))).toEqual([`t/acme/sha256/${HELLO}`, `t/globex/sha256/${HELLO}`]);
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
      expect(keys[0]?.split('/')).toHaveLength(4);
    },
  );

  test.each(['', 'x'.repeat(121), '\ud800'])('refuses the tenant %j', (tenant) => {
    expect(thrownBy(() => createArtifacts({ store, tenant }))).toMatchObject({ code: 'InvalidOption', option: 'tenant' });
  });
});

async function* streamOf(...parts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield new TextEncoder().encode(part);
}

async function* failingStream(): AsyncIterable<Uint8Array> {
  yield new Uint8Array(10);
  throw new Error('the source broke off');
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
