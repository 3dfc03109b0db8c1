import { createReadStream } from 'node:fs';
import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blobStoreContract } from 'onceward/testing';
import { fileStore } from 'onceward/worker';
import { describe, expect, test } from 'vitest';
import { collectBytes } from '../../../src/shared/artifacts/collect-bytes.ts';
import { collect } from './collect.ts';
import { repeatUntil } from './repeat-until.ts';
import { runChild, runChildOnSmallDisk } from './run-child.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CHILD = new URL('file-store-child.ts', import.meta.url);
const TEXT = { mediaType: 'text/plain' };
const MEGABYTE = 1024 * 1024;

blobStoreContract({
  name: 'fileStore',
  framework: { describe, test },
  async create() {
    const folder = await temporaryFolder();
    return { store: fileStore({ folder: join(folder.path, 'not', 'there', 'yet') }), dispose: () => folder[Symbol.asyncDispose]() };
  },
});

test('a file store is called file, unless it is given a name', () => {
  expect(fileStore({ folder: 'anywhere' }).name).toBe('file');
  expect(fileStore({ folder: 'anywhere', name: 'shared' }).name).toBe('shared');
});

test('constructing, reading and listing create nothing on disk', async () => {
  await using folder = await temporaryFolder();
  const store = fileStore({ folder: join(folder.path, 'store') });
  expect(await store.get('key')).toBeUndefined();
  expect(await collect(store.list(''))).toEqual([]);
  expect(await readdir(folder.path)).toEqual([]);
});

test('keys are spread over sub-folders', async () => {
  await using folder = await temporaryFolder();
  const store = fileStore({ folder: folder.path });
  for (let index = 0; index < 100; index++) await store.put(`sha256/${index}`, new Uint8Array(1), TEXT);
  const shards = await readdir(join(folder.path, 'sha256'));
  expect(shards.length).toBeGreaterThan(50);
  expect(shards.every((shard) => /^\+[\da-f]{2}$/.test(shard))).toBe(true);
});

test('the path of a key stays what it was, so that a new version finds old blobs', async () => {
  await using folder = await temporaryFolder();
  await fileStore({ folder: folder.path }).put('t/Acme/sha256/ab12', new Uint8Array(3), TEXT);
  expect((await stat(join(folder.path, 't', '~acme', 'sha256', '+59', 'ab12'))).size).toBe(3);
});

test('what a dead process left half-written is removed after a day, what a live one writes is not', async () => {
  await using folder = await temporaryFolder();
  await fileStore({ folder: folder.path }).put('key', new Uint8Array(1), TEXT);
  const old = join(folder.path, '+tmp', 'old');
  await writeFile(old, 'half');
  await utimes(old, Date.now() / 1000 - 90_000, Date.now() / 1000 - 90_000);
  await writeFile(join(folder.path, '+tmp', 'young'), 'half');
  await fileStore({ folder: folder.path }).put('other', new Uint8Array(1), TEXT);
  expect(await readdir(join(folder.path, '+tmp'))).toEqual(['young']);
});

describe('a folder that cannot be used', () => {
  // A small disk needs a mount namespace, which only Linux has.
  test.runIf(process.platform === 'linux')('a full disk is StoreUnavailable, to be tried again, and what was there stays', async () => {
    await using folder = await temporaryFolder();
    const { output, errors } = await runChildOnSmallDisk(8, folder.path, CHILD, 'fill', folder.path);
    expect(errors).toBe('');
    const { failures, ...rest } = JSON.parse(output) as { failures: object[]; kept: number; after: number; files: object[] };
    const message = expect.stringContaining(`The store 'file' (${folder.path}) has no space left (ENOSPC).`) as string;
    expect(failures).toEqual([
      { code: 'StoreUnavailable', retryable: true, message },
      { code: 'StoreUnavailable', retryable: true, message },
    ]);
    expect(rest).toMatchObject({ kept: 2 * MEGABYTE, after: 5 * MEGABYTE, files: [{ key: 'after' }] });
  });

  test('a file where the folder should be is StoreUnavailable, not to be tried again', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'store'), 'a file');
    const store = fileStore({ folder: join(folder.path, 'store') });
    const refused = { code: 'StoreUnavailable', store: 'file', retryable: false };
    await expect(store.put('key', new Uint8Array(1), TEXT)).rejects.toMatchObject(refused);
    await expect(store.head('key')).rejects.toMatchObject(refused);
    await expect(store.get('key')).rejects.toMatchObject(refused);
  });

  test('an error of the content is not taken for one of the store', async () => {
    await using folder = await temporaryFolder();
    async function* missing(): AsyncIterable<Uint8Array> {
      yield* createReadStream(join(folder.path, 'missing'));
    }
    await expect(fileStore({ folder: join(folder.path, 'store') }).put('key', missing(), TEXT)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('a stream is written as it comes: when a chunk is asked for, all before it are in the file', async () => {
  await using folder = await temporaryFolder();
  const store = fileStore({ folder: folder.path });
  const written: number[] = [];
  async function* watched(): AsyncIterable<Uint8Array> {
    for (let index = 0; index < 64; index++) {
      yield new Uint8Array(MEGABYTE);
      const [file = ''] = await readdir(join(folder.path, '+tmp'));
      written.push((await stat(join(folder.path, '+tmp', file))).size / MEGABYTE);
    }
  }
  await store.put('key', watched(), TEXT);
  expect(written).toEqual(Array.from({ length: 64 }, (_, index) => index + 1));
});

test('a folder goes with its last blob, and whoever writes into it at that moment does not notice', async () => {
  await using folder = await temporaryFolder();
  const store = fileStore({ folder: join(folder.path, 'store') });
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let round = 0; round < 50; round++) {
        await store.put(`t/acme/sha256/${writer}`, new Uint8Array(1), { ...TEXT, ifAbsent: writer % 2 === 0 });
        await store.move(`t/acme/sha256/${writer}`, `t/acme/moved/${writer}`);
        await store.delete(`t/acme/moved/${writer}`);
      }
    }),
  );
  await store.put('other', new Uint8Array(1), TEXT);
  const names = await readdir(join(folder.path, 'store'));
  expect(names.filter((name) => !name.startsWith('+'))).toEqual([]);
});

describe('several processes', () => {
  test('a reader sees one whole content while two processes replace it', async () => {
    await using folder = await temporaryFolder();
    const store = fileStore({ folder: folder.path });
    const children = Promise.all([runChild(CHILD, 'replace', folder.path, 'a'), runChild(CHILD, 'replace', folder.path, 'b')]);
    const seen = new Set<string>();
    const results = await repeatUntil(children, async () => {
      seen.add(shapeOf(await store.get('contended').then(collectIfThere)));
    });
    expect(results.map(({ code, errors }) => ({ code, errors }))).toEqual([
      { code: 0, errors: '' },
      { code: 0, errors: '' },
    ]);
    seen.delete('nothing yet');
    const whole = [`${2 * MEGABYTE} a`, `${2 * MEGABYTE} b`];
    expect([...seen].filter((shape) => !whole.includes(shape))).toEqual([]);
    expect(whole).toContain(shapeOf(await store.get('contended').then(collectIfThere)));
    expect(await readdir(join(folder.path, '+tmp'))).toEqual([]);
  });

  test('of two processes that claim a key, what the first wrote stays', async () => {
    await using folder = await temporaryFolder();
    const store = fileStore({ folder: folder.path });
    const children = Promise.all([runChild(CHILD, 'claim', folder.path, 'a'), runChild(CHILD, 'claim', folder.path, 'b')]);
    const first = new Map<string, string>();
    await repeatUntil(children, async () => {
      for await (const { key } of store.list('claim/'))
        if (!first.has(key)) first.set(key, shapeOf(await store.get(key).then(collectIfThere)));
    });
    const last = new Map<string, string>();
    for await (const { key } of store.list('claim/')) last.set(key, shapeOf(await store.get(key).then(collectIfThere)));
    expect(last.size).toBe(40);
    expect(Object.fromEntries(last)).toMatchObject(Object.fromEntries(first));
  });

  test('a process killed in the middle of a put leaves no blob', async () => {
    await using folder = await temporaryFolder();
    const { signal } = await runChild(CHILD, 'die', folder.path);
    expect(signal).toBe('SIGKILL');
    const store = fileStore({ folder: folder.path });
    expect(await store.head('unfinished')).toBeUndefined();
    expect(await collect(store.list(''))).toEqual([]);
    expect(await readdir(join(folder.path, '+tmp'))).toHaveLength(1);
  });

  test('a process killed right after a put leaves the whole blob', async () => {
    await using folder = await temporaryFolder();
    const { signal } = await runChild(CHILD, 'put-and-die', folder.path);
    expect(signal).toBe('SIGKILL');
    expect(await fileStore({ folder: folder.path }).head('finished')).toMatchObject({ bytes: 3 * MEGABYTE });
  });

  test('a large artifact goes in and out without ever being in memory as a whole', async () => {
    await using folder = await temporaryFolder();
    const { output, errors } = await runChild(CHILD, 'memory', folder.path);
    expect(errors).toBe('');
    const { bytes, grownKilobytes } = JSON.parse(output) as { bytes: number; grownKilobytes: number };
    expect(bytes).toBe(200 * MEGABYTE);
    expect(grownKilobytes).toBeLessThan(150 * 1024);
  });
});

async function collectIfThere(stream: AsyncIterable<Uint8Array> | undefined): Promise<Uint8Array | undefined> {
  return stream && (await collectBytes(stream));
}

/** A content of one letter: its length and that letter; of a mix of writers: all their letters. */
function shapeOf(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return 'nothing yet';
  return `${bytes.byteLength} ${[...new Set(bytes)].map((code) => String.fromCharCode(code)).join('')}`;
}
