import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { provideDurableContext, type DurableContext } from '../../../src/shared/context/durable-context.ts';
import { StreamStalled } from '../../../src/shared/errors/stream-stalled.ts';
import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import { durableFetch } from '../../../src/worker/durable-fetch.ts';
import { watchChunks } from '../../../src/worker/streams/watch-chunks.ts';

const IDLE_MS = 300;

let server: Server;
let url: string;
let closed: Promise<unknown>;

/** `/3` sends three parts and hangs; `/slow` sends four with pauses that are allowed, and ends. */
beforeAll(async () => {
  server = createServer((request, response) => {
    closed = once(response, 'close');
    if (request.url === '/empty') response.writeHead(204).end();
    else if (request.url === '/slow') void sendSlowly(response);
    else for (let part = 0; part < Number(request.url?.slice(1)); part += 1) response.write(`part ${part};`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  provideDurableContext(
    () => ({ idempotencyKey: 'ow1_key', signal: new AbortController().signal, chunkIdleTimeoutMs: IDLE_MS }) as DurableContext,
  );
});

afterEach(() => provideDurableContext(() => undefined));

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('a body that hangs after three parts fails as a timeout whose outcome is unknown, and its connection is closed', async () => {
  const response = await durableFetch(`${url}/3`);
  const error: unknown = await response.text().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'StreamStalled', idleMs: IDLE_MS });
  await closed;
  const verdict = { category: 'timeout', retryable: true, outcomeUnknown: true };
  expect(classifyError(error, { kind: 'model' })).toMatchObject(verdict);
  expect(classifyError(new Error('the client failed', { cause: error }), { kind: 'model' })).toMatchObject(verdict);
});

test('parts that come in time are passed on as they are', async () => {
  const response = await durableFetch(`${url}/slow`);
  expect([response.url, response.status, response.headers.get('x-kept')]).toEqual([`${url}/slow`, 200, 'yes']);
  expect(await response.text()).toBe('0123');
});

test('a reader with a buffer of its own reads to the end', async () => {
  const { body } = await durableFetch(`${url}/slow`);
  const reader = body?.getReader({ mode: 'byob' });
  let text = '';
  for (;;) {
    const part = await reader?.read(new Uint8Array(16));
    if (part?.done !== false) break;
    text += Buffer.from(part.value).toString();
  }
  expect(text).toBe('0123');
});

test('a reader that takes its time is not a stream that hangs', async () => {
  const { body } = await durableFetch(`${url}/slow`);
  let text = '';
  for await (const part of body ?? []) {
    text += Buffer.from(part as Uint8Array).toString();
    await sleep(IDLE_MS * 1.2);
  }
  expect(text).toBe('0123');
});

test('a reader that has enough closes the connection', async () => {
  const { body } = await durableFetch(`${url}/3`);
  await body?.cancel();
  await closed;
});

test('a response without a body is passed on', async () => {
  expect(await (await durableFetch(`${url}/empty`)).text()).toBe('');
});

test('any stream of a client can be watched, and what hangs is stopped once', async () => {
  const stopped: unknown[] = [];
  const parts: number[] = [];
  const watch = async (): Promise<void> => {
    for await (const part of watchChunks(hangingAfter(2), { stop: (reason) => stopped.push(reason) })) parts.push(part);
  };
  await expect(watch()).rejects.toThrow('nothing came for 300 ms, after 2 parts');
  expect(parts).toEqual([0, 1]);
  expect(stopped).toEqual([expect.any(StreamStalled)]);
});

async function* hangingAfter(count: number): AsyncGenerator<number> {
  for (let part = 0; part < count; part += 1) yield part;
  await new Promise(() => undefined);
}

async function sendSlowly(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'x-kept': 'yes' });
  for (let part = 0; part < 4; part += 1) {
    response.write(String(part));
    await sleep(IDLE_MS / 5);
  }
  response.end();
}
