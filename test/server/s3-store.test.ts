import { createHash } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand, ListMultipartUploadsCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { s3Store, type S3StoreOptions } from 'onceward/stores/s3';
import { blobStoreContract } from 'onceward/testing';
import { createArtifacts } from 'onceward/worker';
import type { BlobStore } from 'onceward';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startS3Server, type S3Server } from '../support/s3-server/start-s3-server.ts';

/** Building the server takes minutes where no earlier run has. */
const BUILD_TIMEOUT_MS = 15 * 60_000;
const TEXT = { mediaType: 'text/plain' };
const MEGABYTE = 1024 * 1024;
const PART = 5 * MEGABYTE;

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
}, BUILD_TIMEOUT_MS);
afterAll(async () => server?.stop());

function createStore(options: Partial<S3StoreOptions> = {}): BlobStore {
  return s3Store({ client: server.client(), bucket: server.bucket, prefix: server.newPrefix(), ...options });
}

blobStoreContract({ name: 's3Store', framework: { describe, test }, create: async () => ({ store: createStore() }) });

interface Seen {
  readonly command: string;
  readonly partNumber: number | undefined;
  readonly bytes: number;
  readonly checksum: string | undefined;
  readonly condition: string | undefined;
}

/** A client that tells what was sent and taken, after everything that changes a request. */
function watchedClient(seen: Seen[], change: (headers: Record<string, string>) => void = () => undefined): S3Client {
  const client = server.client();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const { headers, body } = args.request as { headers: Record<string, string>; body?: Uint8Array };
        change(headers);
        const [checksum, condition] = [headers['x-amz-checksum-sha256'], headers['if-none-match']];
        const { PartNumber: partNumber } = args.input as { PartNumber?: number };
        const answer = await next(args);
        seen.push({ command: commandName.replace('Command', ''), partNumber, bytes: body?.byteLength ?? 0, checksum, condition });
        return answer;
      },
    { step: 'build', priority: 'low' },
  );
  return client;
}

async function* megabytes(count: number): AsyncIterable<Uint8Array> {
  for (let index = 0; index < count; index++) yield new Uint8Array(MEGABYTE).fill(index);
}

async function textOf(store: BlobStore, key: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await store.get(key)) ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const encode = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

describe('what is sent', () => {
  test('a stream of 64 MB goes in 13 parts as it comes, each with its sha256', async () => {
    const seen: Seen[] = [];
    let asked = 0;
    let ahead = 0;
    async function* watched(): AsyncIterable<Uint8Array> {
      for await (const chunk of megabytes(64)) {
        asked += chunk.byteLength;
        const sent = seen.reduce((sum, { bytes }) => sum + bytes, 0);
        ahead = Math.max(ahead, asked - sent);
        yield chunk;
      }
    }
    await createStore({ client: watchedClient(seen) }).put('large', watched(), TEXT);
    // Several parts are on their way at once: they are seen in the order in which the server takes them.
    const parts = seen
      .filter(({ command }) => command === 'UploadPart')
      .toSorted((one, other) => (one.partNumber ?? 0) - (other.partNumber ?? 0));
    expect(seen.map(({ command }) => command).filter((command) => command !== 'UploadPart')).toEqual([
      'CreateMultipartUpload',
      'CompleteMultipartUpload',
    ]);
    expect(parts.map(({ bytes }) => bytes)).toEqual([...Array.from({ length: 12 }, () => PART), 4 * MEGABYTE]);
    expect(parts.every(({ checksum }) => /^[A-Za-z\d+/]{43}=$/.test(checksum ?? ''))).toBe(true);
    // What the server has not taken yet: three parts on their way, one that is being filled, and the chunk that was asked for.
    expect(ahead).toBeLessThanOrEqual(4 * PART + MEGABYTE);
  });

  test('bytes, and a stream that fits into a part, go in one request with their sha256', async () => {
    const seen: Seen[] = [];
    const store = createStore({ client: watchedClient(seen) });
    await store.put('bytes', encode('hello'), TEXT);
    await store.put('stream', megabytes(5), TEXT);
    expect(seen.map(({ command, bytes }) => [command, bytes])).toEqual([
      ['PutObject', 5],
      ['PutObject', PART],
    ]);
    expect(seen[0]?.checksum).toBe(sha256(encode('hello')));
  });

  test('bytes that change on the way are refused by the server, to be tried again', async () => {
    const store = createStore({
      client: watchedClient([], (headers) => {
        if (headers['x-amz-checksum-sha256'] !== undefined) headers['x-amz-checksum-sha256'] = sha256(encode('other'));
      }),
    });
    await expect(store.put('key', encode('hello'), TEXT)).rejects.toMatchObject({ code: 'StoreUnavailable', retryable: true });
    expect(await store.head('key')).toBeUndefined();
  });

  test('the media type is that of a link', async () => {
    const store = createStore();
    const artifacts = createArtifacts({ store });
    const url = await artifacts.open(await artifacts.put('<p>hello</p>', { mediaType: 'text/html' })).link({ expiresIn: '1m' });
    const response = await fetch(url ?? '');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'text/html', '<p>hello</p>']);
    const forged = await fetch((url ?? '').replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=600000'));
    expect(forged.status).toBe(403);
    await expect(store.presignGet?.('key', { expiresInMs: 8 * 24 * 3_600_000 })).rejects.toMatchObject({ code: 'InvalidOption' });
  });

  test('an upload that breaks off leaves no parts behind', async () => {
    const client = server.client();
    const store = createStore({ client });
    async function* breakingOff(): AsyncIterable<Uint8Array> {
      yield* megabytes(20);
      throw new Error('the source broke off');
    }
    await expect(store.put('broken', breakingOff(), TEXT)).rejects.toThrow('the source broke off');
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: server.bucket }));
    expect(Uploads).toEqual([]);
  });

  test('two stores with other prefixes see nothing of each other, and one with none sees both', async () => {
    const [one, two] = [createStore(), createStore()];
    await one.put('key', encode('1'), TEXT);
    expect(await two.head('key')).toBeUndefined();
    const prefix = one.location.split('/').at(-1) ?? '';
    const whole = createStore({ prefix: '' });
    expect(await textOf(whole, `${prefix}/key`)).toBe('1');
  });
});

describe('a server without If-None-Match', () => {
  const race = async (store: BlobStore) => {
    await store.put('key', encode('first'), { ...TEXT, ifAbsent: true });
    await store.put('key', encode('second'), { ...TEXT, ifAbsent: true });
    return textOf(store, 'key');
  };

  test('that ignores it: the first writer still wins, unless both write at the same moment', async () => {
    const seen: Seen[] = [];
    const store = createStore({ client: watchedClient(seen, (headers) => void delete headers['if-none-match']) });
    expect(await race(store)).toBe('first');
    // The HEAD that found nothing is not counted.
    expect(seen.map(({ command, condition }) => [command, condition])).toEqual([
      ['HeadBucket', undefined],
      ['PutObject', undefined],
      ['HeadObject', undefined],
      ['GetObject', undefined],
    ]);
  });

  test('that refuses it with 501 is asked without it', async () => {
    await using proxy = await startProxy(({ headers }) => (headers['if-none-match'] === undefined ? undefined : 501));
    const store = createStore({ client: server.client({ endpoint: proxy.endpoint, maxAttempts: 1 }) });
    expect(await race(store)).toBe('first');
    async function* large(): AsyncIterable<Uint8Array> {
      yield* megabytes(20);
    }
    await store.put('large', large(), { ...TEXT, ifAbsent: true });
    expect((await store.head('large'))?.bytes).toBe(20 * MEGABYTE);
  });
});

describe('a server that does not do it', () => {
  const everyWay = (store: BlobStore): (() => Promise<unknown>)[] => [
    () => store.put('key', encode('x'), TEXT),
    () => store.put('key', megabytes(20), TEXT),
    () => store.get('key'),
    () => store.head('key'),
    () => store.delete('key'),
    () => store.move('key', 'other'),
    async () => {
      for await (const _ of store.list('')) break;
    },
  ];

  async function expectAll(store: BlobStore, expected: object): Promise<void> {
    for (const way of everyWay(store)) await expect(way(), String(way)).rejects.toMatchObject({ code: 'StoreUnavailable', ...expected });
  }

  test('wrong credentials are a refusal, not to be tried again', async () => {
    const client = server.client({ credentials: { accessKeyId: 'test-access-key', secretAccessKey: 'wrong' } });
    await expectAll(createStore({ client }), { retryable: false, message: expect.stringMatching(/refuses: .*403/) as string });
    const stranger = server.client({ credentials: { accessKeyId: 'stranger', secretAccessKey: 'wrong' } });
    await expectAll(createStore({ client: stranger }), { retryable: false });
  });

  test('no credentials at all are one, too', async () => {
    const client = server.client({
      credentials: () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' })),
    });
    await expectAll(createStore({ client }), { retryable: false, message: expect.stringContaining('no credentials') as string });
  });

  test('a bucket that does not exist is named, in every operation', async () => {
    const store = createStore({ bucket: 'nowhere', prefix: 'x' });
    await expectAll(store, { retryable: false, message: expect.stringContaining("there is no 'nowhere'") as string });
  });

  test('nobody there is to be tried again', async () => {
    const client = server.client({ endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });
    await expectAll(createStore({ client }), {
      retryable: true,
      message: expect.stringContaining('does not answer: ECONNREFUSED') as string,
    });
  });

  test.each([503, 500, 429])('%i is to be tried again', async (status) => {
    await using proxy = await startProxy(() => status);
    const client = server.client({ endpoint: proxy.endpoint, maxAttempts: 1 });
    await expectAll(createStore({ client }), { retryable: true });
  });

  test('a server that is back after a moment is not noticed: the client tries again', async () => {
    let refused = 0;
    await using proxy = await startProxy(() => ((refused += 1) <= 1 ? 503 : undefined));
    const store = createStore({ client: server.client({ endpoint: proxy.endpoint }) });
    await store.put('key', encode('hello'), TEXT);
    expect(await textOf(store, 'key')).toBe('hello');
  });

  test('a connection that breaks while reading is StoreUnavailable, to be tried again', async () => {
    const direct = createStore();
    await direct.put('key', megabytes(8), TEXT);
    await using proxy = await startProxy(() => undefined, { cutAfterBytes: MEGABYTE });
    const prefix = direct.location.split('/').at(-1) ?? '';
    const store = createStore({ client: server.client({ endpoint: proxy.endpoint, maxAttempts: 1 }), prefix });
    await expect(textOf(store, 'key')).rejects.toMatchObject({ code: 'StoreUnavailable', retryable: true });
  });
});

describe('an object that somebody else changed or removed', () => {
  test('is PayloadCorrupted, or PayloadMissing', async () => {
    const client = server.client();
    const prefix = server.newPrefix();
    const artifacts = createArtifacts({ store: createStore({ client, prefix }) });
    const reference = await artifacts.put('hello', TEXT);
    const object = { Bucket: server.bucket, Key: `${prefix}/${reference.key}` };
    await client.send(new PutObjectCommand({ ...object, Body: 'jello' }));
    await expect(artifacts.open(reference).text()).rejects.toMatchObject({ code: 'PayloadCorrupted' });
    await client.send(new GetObjectCommand(object));
    await createStore({ client, prefix }).delete(reference.key);
    await expect(artifacts.open(reference).text()).rejects.toThrow(
      `The store 's3' (s3://onceward/${prefix}) has no object '${reference.key}'.`,
    );
  });
});

test.each([
  [{ client: {} }, 'client'],
  [{ bucket: '' }, 'bucket'],
  [{ bucket: 's3://onceward' }, 'bucket'],
  [{ prefix: '../up' }, 'prefix'],
])('refuses the options %o', (options, option) => {
  expect(() => createStore(options as never)).toThrow(expect.objectContaining({ code: 'InvalidOption', option }));
  expect(() => createStore({ region: 'x' } as never)).toThrow(expect.objectContaining({ code: 'UnknownOption' }));
});

interface Proxy extends AsyncDisposable {
  readonly endpoint: string;
}

/** Stands between client and server, and answers some requests itself, or cuts the answer off. */
async function startProxy(
  refuse: (request: { readonly method?: string; readonly headers: NodeJS.Dict<string | string[]> }) => number | undefined,
  { cutAfterBytes = Infinity }: { readonly cutAfterBytes?: number } = {},
): Promise<Proxy> {
  const { port } = new URL(server.endpoint);
  const proxy: Server = createServer((incoming, outgoing) => {
    const status = refuse(incoming);
    if (status !== undefined) {
      incoming.resume();
      incoming.on('end', () => {
        const code = status === 501 ? 'NotImplemented' : 'SlowDown';
        outgoing.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`);
      });
      return;
    }
    const forwarded = request(
      { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        let bytes = 0;
        answer.on('data', (chunk: Uint8Array) => {
          bytes += chunk.byteLength;
          if (bytes > cutAfterBytes) outgoing.destroy();
          else outgoing.write(chunk);
        });
        answer.on('end', () => outgoing.end());
      },
    );
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
