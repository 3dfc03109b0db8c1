import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import { memoryJournal, memoryLedger, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import * as steps from '../fixtures/auth/steps.ts';

const { client } = steps;

/** A service that takes one token, and counts: every request when it arrives, and how it was answered. */
const service = {
  valid: '',
  arrived: 0,
  statuses: [] as number[],
  /** Holds the answer to a request back; requests are counted from 0. */
  hold: async (_request: number): Promise<void> => {},
};

async function answer(token: string | undefined, response: ServerResponse): Promise<void> {
  const status = token === `Bearer ${service.valid}` ? 200 : 401;
  await service.hold(service.arrived++);
  service.statuses.push(status);
  response.writeHead(status).end(status === 200 ? 'ok' : '{"error":"invalid_token","error_description":"The access token expired"}');
}

const server = createServer((request, response) => void answer(request.headers.authorization, response));
const arrived = (requests: number): Promise<void> =>
  vi.waitFor(() => expect(service.arrived).toBeGreaterThanOrEqual(requests), { timeout: 20_000 });

let scene: Scene;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const plugin = new OncewardPlugin({
    modules: [steps],
    store: memoryStore(),
    journal: memoryJournal(),
    ledger: memoryLedger(),
    shutdownGrace: '1s',
  });
  scene = await openScene({ workflows: new URL('../fixtures/auth/workflows.ts', import.meta.url), plugin });
});

afterAll(async () => {
  await scene.close();
  server.close();
});

beforeEach(() => {
  Object.assign(service, { valid: 'second', arrived: 0, statuses: [], hold: async () => {} });
  // What the process has is over, and the next one is the right one.
  Object.assign(client, { token: 'first', renewals: [], renew: async () => void (client.token = 'second') });
});

const counted = (status: number): number => service.statuses.filter((one) => one === status).length;
const results = async (workflow: string, ...names: (keyof typeof steps)[]): Promise<unknown> =>
  (await scene.start(workflow, ...names)).result();

test('a step whose credentials are over renews them once, is tried once more, and is done', async () => {
  expect(await results('callEach', 'read')).toEqual(['ok']);
  expect(service.statuses).toEqual([401, 200]);
  expect(client.renewals).toHaveLength(1);
});

test('refused again with what it was just given, it fails: one retry, one renewal', async () => {
  client.renew = async () => {};
  expect(await results('callEach', 'read')).toEqual([{ category: 'auth', message: expect.stringContaining('401') as string }]);
  expect(service.statuses).toEqual([401, 401]);
  expect(client.renewals).toHaveLength(1);
});

test('a step without the option fails at once', async () => {
  expect(await results('callEach', 'readWithoutHook')).toMatchObject([{ category: 'auth' }]);
  expect(service.statuses).toEqual([401]);
});

test('steps that are refused at once, of one thing or of several, renew once for all', async () => {
  service.hold = (request) => (request < 6 ? arrived(6) : Promise.resolve());
  // Long enough for all of them to hear of it while the first renews.
  client.renew = async () => {
    await vi.waitFor(() => expect(counted(401)).toBe(6), { timeout: 20_000 });
    await sleep(300);
    client.token = 'second';
  };
  const running = results('callAtOnce', 'read', 'readToo', 'read', 'readToo', 'read', 'readToo');
  expect(await running).toEqual(Array.from({ length: 6 }, () => 'ok'));
  expect(client.renewals).toHaveLength(1);
  expect([counted(401), counted(200)]).toEqual([6, 6]);
});

test('a step that asked with the credentials of before, and hears late, does not renew what was renewed meanwhile', async () => {
  // The first is answered, renews when both have asked, and asks again; only then the second hears that it was refused.
  service.hold = (request) => (request === 1 ? arrived(3) : Promise.resolve());
  client.renew = async () => {
    await arrived(2);
    client.token = 'second';
  };
  const running = results('callAtOnce', 'read', 'readToo');
  expect(await running).toEqual(['ok', 'ok']);
  expect(service.statuses).toEqual([401, 200, 401, 200]);
  expect(client.renewals).toHaveLength(1);
});

test('credentials that are over a second time are renewed a second time', async () => {
  client.renew = async () => void (client.token = service.valid);
  expect(await results('callEach', 'read')).toEqual(['ok']);
  service.valid = 'third';
  expect(await results('callEach', 'read')).toEqual(['ok']);
  expect(service.statuses).toEqual([401, 200, 401, 200]);
  expect(client.renewals).toHaveLength(2);
});

test('a renewal that is refused ends the step, and the failure says why', async () => {
  client.renew = () => Promise.reject(new Error('invalid_grant: the refresh token was revoked'));
  const [failure] = (await results('callEach', 'read')) as { category: string; message: string }[];
  expect(failure?.category).toBe('auth');
  expect(failure?.message).toContain('refreshAuth failed: Error: invalid_grant: the refresh token was revoked');
  expect(service.statuses).toEqual([401]);
});

test('a renewal that found nobody is made again with the next attempt', async () => {
  client.renew = async () => {
    if (client.renewals.length === 1) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    client.token = 'second';
  };
  expect(await results('callEach', 'read')).toEqual(['ok']);
  expect(service.statuses).toEqual([401, 401, 200]);
  expect(client.renewals).toHaveLength(2);
});

test('a lazy thing, which keeps the credentials it was made with, is made anew', async () => {
  expect(await results('callEach', 'readWithFixedToken', 'readWithFixedToken')).toEqual(['ok', 'ok']);
  expect(service.statuses).toEqual([401, 200, 200]);
  expect(client.renewals).toHaveLength(1);
});

test('a write that was refused did nothing, and is made once with the new credentials', async () => {
  expect(await results('callEach', 'write')).toEqual(['ok']);
  expect(service.statuses).toEqual([401, 200]);
});

test('the hook is told whose credentials they are', async () => {
  const { connection, client: plain } = scene;
  const plugins = [oncewardClient({ context: { tenant: 'acme' } })];
  const acme = new Client({ connection, namespace: plain.options.namespace, plugins });
  const handle = await acme.workflow.start('callEach', { args: ['read'], taskQueue: TASK_QUEUE, workflowId: 'of-acme' });
  expect(await handle.result()).toEqual(['ok']);
  expect(client.renewals).toEqual(['acme']);
});
