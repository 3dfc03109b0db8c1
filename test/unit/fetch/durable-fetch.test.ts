import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { provideDurableContext, type DurableContext } from '../../../src/shared/context/durable-context.ts';
import { durableFetch } from '../../../src/worker/durable-fetch.ts';

const requests: IncomingMessage[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    if (request.url === '/moved') response.writeHead(307, { location: '/' });
    if (request.url !== '/hang') response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => provideDurableContext(() => undefined));

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('outside a step it is plain fetch', async () => {
  await durableFetch(url);
  expect(requests.at(-1)?.headers['idempotency-key']).toBeUndefined();
});

test('in a step every request carries the step’s key', async () => {
  runInStep();
  await durableFetch(url, { headers: { accept: 'text/plain' } });
  await durableFetch(new Request(url, { headers: { accept: 'text/html' } }));
  expect(requests.slice(-2).map(({ headers }) => [headers['idempotency-key'], headers.accept])).toEqual([
    ['ow1_key', 'text/plain'],
    ['ow1_key', 'text/html'],
  ]);
});

test('a request keeps its method, body and headers, and its key goes along when it is sent elsewhere', async () => {
  runInStep();
  const body = new Request(`${url}/moved`, { method: 'PUT', body: 'note', headers: { 'x-own': 'yes' } });
  expect(await (await durableFetch(body)).text()).toBe('ok');
  expect(requests.slice(-2).map(({ method, url: path, headers }) => [method, path, headers['idempotency-key'], headers['x-own']])).toEqual([
    ['PUT', '/moved', 'ow1_key', 'yes'],
    ['PUT', '/', 'ow1_key', 'yes'],
  ]);
});

test('a key inside a Request of the caller’s stays, unless the call names headers of its own, as with fetch', async () => {
  runInStep();
  const own = (): Request => new Request(url, { headers: { 'Idempotency-Key': 'mine' } });
  await durableFetch(own());
  await durableFetch(own(), { headers: { accept: 'text/plain' } });
  expect(requests.slice(-2).map(({ headers }) => headers['idempotency-key'])).toEqual(['mine', 'ow1_key']);
});

test('two requests of one step have one key, and so has the next attempt', async () => {
  runInStep();
  await durableFetch(url, { method: 'POST' });
  await durableFetch(url, { method: 'POST' });
  expect(new Set(requests.slice(-2).map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('a key of the caller’s own stays', async () => {
  runInStep();
  await durableFetch(url, { headers: { 'Idempotency-Key': 'mine' } });
  expect(requests.at(-1)?.headers['idempotency-key']).toBe('mine');
});

test('a cancelled run stops the request, and so does the caller’s own signal', async () => {
  const run = new AbortController();
  runInStep(run.signal);
  const hanging = durableFetch(`${url}/hang`);
  run.abort(new Error('the run was cancelled'));
  await expect(hanging).rejects.toThrow('the run was cancelled');

  runInStep();
  await expect(durableFetch(url, { signal: AbortSignal.abort(new Error('by the caller')) })).rejects.toThrow('by the caller');
});

function runInStep(signal: AbortSignal = new AbortController().signal): void {
  provideDurableContext(() => ({ idempotencyKey: 'ow1_key', signal }) as DurableContext);
}
