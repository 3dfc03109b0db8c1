import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, test } from 'vitest';
import { codecServer, type CodecServerOptions } from '../../../src/client/codec-server.ts';
import { readJsonPayload, toJsonPayload, type JsonPayload } from '../../../src/client/json-payload.ts';
import { configureDataConverter } from '../../../src/payloads/configure-data-converter.ts';
import type { PayloadOptions } from '../../../src/payloads/payload-options.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';

const UI = 'http://localhost:8233';
const sealed: PayloadOptions = {
  store: memoryStore(),
  compression: 'zstd',
  encryption: { keyId: 'k1', key: () => new Uint8Array(32).fill(1) },
};

function post(path: string, payloads: readonly Payload[], headers: Record<string, string> = {}): Request {
  const body = JSON.stringify({ payloads: payloads.map(toJsonPayload) });
  return new Request(`https://codec.example.com/${path}`, { method: 'POST', body, headers: { origin: UI, ...headers } });
}

async function read(response: Response): Promise<unknown[]> {
  const { payloads } = (await response.json()) as { payloads: JsonPayload[] };
  return payloads.map((payload) => defaultPayloadConverter.fromPayload(readJsonPayload(payload)));
}

const serve = (options: Partial<CodecServerOptions> = {}) => codecServer({ ...sealed, authorize: () => true, ...options });
const asked = { question: 'Where is claim 7?' };

test('what one side encodes the other side shows', async () => {
  const handle = serve();
  const encoded = (await (await handle(post('encode', [defaultPayloadConverter.toPayload(asked)]))).json()) as { payloads: JsonPayload[] };
  expect(JSON.stringify(encoded)).not.toContain('question');
  expect(await read(await handle(post('decode', encoded.payloads.map(readJsonPayload))))).toEqual([asked]);
});

test('a payload in the store is shown, and of a large one where it is', async () => {
  const { payloadCodecs = [], externalStorage } = configureDataConverter('test', undefined, sealed);
  const text = 'page '.repeat(20);
  let [payload] = [defaultPayloadConverter.toPayload(text)];
  for (const codec of payloadCodecs) [payload = {}] = await codec.encode([payload]);
  const driver = externalStorage?.drivers[0];
  const [claim] = (await driver?.store({}, [payload])) ?? [];
  const reference: Payload = {
    metadata: { messageType: Buffer.from('temporal.api.sdk.v1.ExternalStorageReference') },
    data: Buffer.from(JSON.stringify({ driverName: driver?.name, claimData: claim?.claimData })),
  };
  expect(await read(await serve()(post('decode', [reference])))).toEqual([text]);
  expect(await read(await serve({ showBytes: 10 })(post('decode', [reference])))).toEqual([
    expect.stringMatching(/has \d+ bytes.*payloads\//),
  ]);
  expect(await read(await serve({ store: undefined })(post('decode', [reference])))).toEqual([expect.stringMatching(/was not given/)]);
});

test('whoever is not allowed gets nothing', async () => {
  const payload = [defaultPayloadConverter.toPayload(asked)];
  const refused = await serve({ authorize: (request) => request.headers.get('authorization') === 'Bearer good' })(post('decode', payload));
  expect(refused.status).toBe(403);
  expect(await refused.text()).toBe('Not allowed');
  const own = await serve({ authorize: () => new Response('Sign in', { status: 401 }) })(post('decode', payload));
  expect(own.status).toBe(401);
});

test('only the origins it was given may ask from a browser', async () => {
  const handle = serve({ origins: [UI] });
  const preflight = (origin: string) => handle(new Request('https://codec.example.com/decode', { method: 'OPTIONS', headers: { origin } }));
  expect((await preflight(UI)).headers.get('access-control-allow-origin')).toBe(UI);
  expect((await preflight('https://evil.example.com')).headers.get('access-control-allow-origin')).toBeNull();
});

test('a wrong key, a broken body and another path are answers, not crashes', async () => {
  const handle = serve();
  const wrong = serve({ encryption: { keyId: 'k1', key: () => new Uint8Array(32).fill(2) } });
  const encoded = (await (await handle(post('encode', [defaultPayloadConverter.toPayload(asked)]))).json()) as { payloads: JsonPayload[] };
  const unreadable = await wrong(post('decode', encoded.payloads.map(readJsonPayload)));
  expect(unreadable.status).toBe(400);
  expect(await unreadable.text()).toMatch(/key 'k1' cannot be read/);
  expect((await handle(new Request('https://codec.example.com/decode', { method: 'POST', body: '{' }))).status).toBe(400);
  expect((await handle(post('secrets', []))).status).toBe(404);
});

test('a server for everybody has to be asked for', () => {
  expect(() => codecServer({ ...sealed } as CodecServerOptions)).toThrow(/authorize/);
});
