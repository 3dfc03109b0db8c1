import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { EVENT_LOOK_UP, type EventGrant, type EventState } from 'onceward';
import { approvalTokens, createEventHandler, eventTokens, type EventHandlerOptions } from 'onceward/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventCount } from '../fixtures/harness/history-of.ts';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { addresses, EVENT_SECRETS as SECRETS } from '../fixtures/people/people.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';

let scene: Scene;
let serve: (request: Request) => Promise<Response>;

beforeAll(async () => {
  scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
  serve = createEventHandler({ client: scene.client, secrets: SECRETS });
});

afterAll(() => scene.close());

const ADDRESS = 'https://app.example/events';
const INVOICE = { amount: 7, currency: 'EUR' };

/** A run that has somebody call back, and the address that they were given. */
async function calling(times = 1, first?: string): Promise<{ handle: WorkflowHandle; address: string; all: readonly string[] }> {
  const handle = await scene.start('callsBack', times, ...(first === undefined ? [] : [first]));
  await expect.poll(() => addresses.get(handle.workflowId)?.length, { timeout: 10_000 }).toBe(times);
  const waitsFor = first ?? 'paid';
  const isWaiting = async (): Promise<boolean> => (await handle.query<EventState, [string, null]>(EVENT_LOOK_UP, waitsFor, null)).waiting;
  await expect.poll(isWaiting, { timeout: 10_000 }).toBe(true);
  const all = addresses.get(handle.workflowId) ?? [];
  return { handle, address: all[0] ?? '', all };
}

function post(address: string, data: unknown, headers: Readonly<Record<string, string>> = {}): Request {
  const body = typeof data === 'string' ? data : JSON.stringify(data);
  return new Request(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

async function answerOf(response: Response): Promise<{ readonly status: number; readonly message: string }> {
  const { error } = (await response.json()) as { readonly error?: { readonly message: string } };
  return { status: response.status, message: error?.message ?? '' };
}

const grantOf = (address: string): Promise<EventGrant> =>
  eventTokens({ secrets: SECRETS }).verify(new URL(address).searchParams.get('token') ?? '');

describe('an address that a step gave away', () => {
  test('delivers its event once; the second delivery is told when the first came, also when the run is over', async () => {
    const { handle, address, all } = await calling(2);
    const first = await serve(post(address, INVOICE));
    const receipt = (await first.json()) as { at: string };
    expect([first.status, receipt]).toEqual([200, { v: 1, name: 'paid', at: expect.stringMatching(/^\d{4}-/) }]);
    const before = await eventCount(handle);
    const second = { status: 409, message: `It was already received at ${receipt.at}.` };
    expect(await answerOf(await serve(post(address, { amount: 8 })))).toEqual(second);
    expect(await eventCount(handle)).toBe(before);
    expect((await serve(post(all[1] ?? '', { amount: 8 }))).status).toBe(200);
    expect(await handle.result()).toEqual([INVOICE, { amount: 8, currency: 'EUR' }]);
    expect(await answerOf(await serve(post(address, INVOICE)))).toEqual(second);
  });

  test('of many deliveries at once, one counts', async () => {
    const { handle, address } = await calling(2);
    const statuses = await Promise.all([1, 2, 3, 4].map(async (amount) => (await serve(post(address, { amount }))).status));
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409, 409, 409]);
    await handle.terminate();
  });

  test('delivers before the run waits for it; what does not fit is refused then, too, and the address stays good', async () => {
    const { handle, address } = await calling(1, 'start');
    const wrong = await serve(post(address, { amount: 'much' }));
    expect(await answerOf(wrong)).toMatchObject({ status: 422, message: expect.stringContaining('Its data does not fit: amount') });
    expect((await serve(post(address, INVOICE))).status).toBe(200);
    await handle.executeUpdate('onceward.event.deliver', { args: [{ name: 'start' }] });
    expect(await handle.result()).toEqual([INVOICE]);
  });

  test('does nothing for whoever only looks at it', async () => {
    const { handle, address } = await calling();
    const before = await eventCount(handle);
    for (const method of ['GET', 'HEAD', 'PUT', 'OPTIONS']) {
      const response = await serve(new Request(address, { method }));
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect(await eventCount(handle)).toBe(before);
    await handle.terminate();
  });
});

describe('what is refused leaves nothing in history, and the run waits on', () => {
  const sign = async (address: string, change: Partial<EventGrant> = {}, secrets = SECRETS, validFor = '1d'): Promise<string> =>
    `${ADDRESS}?token=${await eventTokens({ secrets, validFor }).sign({ ...(await grantOf(address)), ...change })}`;

  test.for<readonly [string, number, RegExp, (address: string) => Promise<Request>]>([
    ['data outside the schema', 422, /Its data does not fit: amount: Too big/, async (address) => post(address, { amount: 5_000 })],
    ['a body that is no JSON', 400, /The body is no JSON/, async (address) => post(address, '{"amount":')],
    ['a body of another type', 415, /not as 'text\/plain'/, async (address) => post(address, INVOICE, { 'content-type': 'text/plain' })],
    [
      'a body of 5 MB',
      413,
      /at most 1000000 bytes are taken. Nothing was delivered/,
      async (address) => post(address, 'a'.repeat(5_000_000)),
    ],
    ['data of 300 KB', 413, /at most 256000 are taken/, async (address) => post(address, { amount: 1, note: 'a'.repeat(300_000) })],
    ['without an address', 403, /Only the addresses that were given out/, async () => post(ADDRESS, INVOICE)],
    [
      'another secret',
      401,
      /was not made here/,
      async (address) => post(await sign(address, {}, [{ id: 'k1', secret: 'x'.repeat(64) }]), INVOICE),
    ],
    [
      "an approval's link",
      401,
      /was not made here/,
      async (address) => {
        const grant = { ...(await grantOf(address)), approvalId: 'paid' };
        return post(`${ADDRESS}?token=${await approvalTokens({ secrets: SECRETS }).sign(grant)}`, INVOICE);
      },
    ],
    ['expired', 410, /The link expired at \d{4}-/, async (address) => post(await sign(address, {}, SECRETS, '0ms'), INVOICE)],
    [
      'for another run of the id',
      410,
      /for an earlier run of/,
      async (address) => post(await sign(address, { firstRunId: randomUUID() }), INVOICE),
    ],
    [
      'for a run that does not exist',
      404,
      /There is no run 'nowhere'/,
      async (address) => post(await sign(address, { workflowId: 'nowhere' }), INVOICE),
    ],
  ])('%s', async ([, status, says, make]) => {
    const { handle, address } = await calling();
    const before = await eventCount(handle);
    const answer = await answerOf(await serve(await make(address)));
    expect(answer).toEqual({ status, message: expect.stringMatching(says) });
    expect(await eventCount(handle)).toBe(before);
    expect((await serve(post(address, INVOICE))).status).toBe(200);
    await handle.result();
  });

  test('a run that is over', async () => {
    const { handle, address } = await calling();
    await handle.terminate();
    expect(await answerOf(await serve(post(address, INVOICE)))).toMatchObject({ status: 410, message: expect.stringContaining('is over') });
  });

  test('without a worker, in bounded time', async () => {
    const { workflowId, firstExecutionRunId: firstRunId } = await scene.client.workflow.start('callsBack', {
      args: [1],
      taskQueue: 'nobody',
      workflowId: randomUUID(),
    });
    const token = await eventTokens({ secrets: SECRETS }).sign({ v: 1, workflowId, firstRunId, name: 'paid', id: 'one' });
    const impatient = createEventHandler({ client: scene.client, secrets: SECRETS, timeout: '500ms' });
    const response = await impatient(post(`${ADDRESS}?token=${token}`, INVOICE));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
    expect((await answerOf(response)).message).toBe("No worker on 'nobody' answered, so nothing was sent.");
  });
});

describe("a provider's own webhook", () => {
  const KEY = 'provider-secret';
  const signatureOf = (body: string): string => createHmac('sha256', KEY).update(body).digest('hex');
  const options = (): EventHandlerOptions => ({
    client: scene.client,
    verify: ({ request, bytes }) => {
      const expected = createHmac('sha256', KEY).update(bytes).digest();
      const given = Buffer.from(request.headers.get('x-signature') ?? '', 'hex');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
    readEvent: ({ text }) => {
      const { type, id, order, amount } = JSON.parse(text) as { type: string; id: string; order: string; amount: number };
      if (type === 'challenge') return new Response(id);
      return type === 'paid' ? { workflowId: order, name: 'paid', id, data: { amount } } : undefined;
    },
  });
  const send = (body: object, signature?: string): Promise<Response> => {
    const text = JSON.stringify(body);
    return createEventHandler(options())(post(ADDRESS, text, { 'x-signature': signature ?? signatureOf(text) }));
  };

  test('is mapped to the run it is about; sent again, it is there already', async () => {
    const handle = await scene.client.workflow.start('callsBack', { args: [2], taskQueue: TASK_QUEUE, workflowId: randomUUID() });
    await expect.poll(() => addresses.get(handle.workflowId)?.length, { timeout: 10_000 }).toBe(2);
    const paid = { type: 'paid', order: handle.workflowId, amount: 7 };
    const first = await send({ ...paid, id: 'evt_1' });
    expect(first.status).toBe(200);
    const again = await send({ ...paid, id: 'evt_1' });
    expect([again.status, await again.json()]).toEqual([200, { ...((await first.json()) as object), duplicate: true }]);
    expect((await send({ ...paid, id: 'evt_2', amount: 5_000 })).status).toBe(422);
    await send({ ...paid, id: 'evt_2', amount: 8 });
    expect(await handle.result()).toEqual([INVOICE, { amount: 8, currency: 'EUR' }]);
  });

  test('is refused without its signature, and left alone when it is about no run', async () => {
    expect(await answerOf(await send({ type: 'paid' }, signatureOf('something else')))).toEqual({
      status: 401,
      message: 'The signature of the webhook does not fit. Nothing was delivered.',
    });
    const ignored = await send({ type: 'refunded' });
    expect([ignored.status, await ignored.json()]).toEqual([200, { ignored: true }]);
    expect(await (await send({ type: 'challenge', id: 'c1' })).text()).toBe('c1');
  });

  test('is not taken from just anybody: without `verify` the handler is refused when it is made', () => {
    const { verify: _verify, ...open } = options();
    expect(() => createEventHandler(open)).toThrow("option 'verify' is missing beside 'readEvent'");
    expect(() => createEventHandler({ client: scene.client })).toThrow("option 'secrets' is missing, as is 'readEvent'");
  });
});
