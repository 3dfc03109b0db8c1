import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConnectionPool } from '../../../adapters/mcp/worker/connection-pool.ts';
import { mcpServer, optionsOf } from '../../../adapters/mcp/worker/mcp-server.ts';
import type { CheckedServer, McpServerOptions } from '../../../adapters/mcp/worker/server-options.ts';
import { startHttpServer, type HttpToolServer } from '../../support/mcp/start-http-server.ts';

const NEVER = new AbortController().signal;

let server: HttpToolServer;
let pool: ConnectionPool;

beforeEach(async () => {
  server = await startHttpServer();
  pool = new ConnectionPool();
});
afterEach(async () => {
  await pool.close();
  await server.close();
});

function at(options: McpServerOptions = {}): CheckedServer {
  return optionsOf(mcpServer({ url: server.url, ...options }));
}

async function call(options: CheckedServer, tool: string, input = {}, signal = NEVER): Promise<unknown> {
  const lease = await pool.acquire(options, signal);
  try {
    return await lease.connection.callTool({ name: tool, arguments: input, idempotencyKey: 'ow1_1' }, signal);
  } finally {
    await lease.release();
  }
}

function heard(what: string): number {
  return server.heard.filter((one) => one.what === what).length;
}

describe('a shared connection', () => {
  test('serves calls at once and one after the other', async () => {
    const both = [call(at(), 'wait', { ms: '100' }), call(at(), 'echo', { text: 'hi' })];
    expect(await Promise.all(both)).toMatchObject([{ content: [{ text: 'waited' }] }, { content: [{ text: 'you said hi' }] }]);
    await call(at(), 'echo', { text: 'again' });
    expect(heard('initialize')).toBe(1);
    expect(server.heard).toContainEqual({ what: 'call', tool: 'echo', input: { text: 'hi' }, key: 'ow1_1' });
  });

  test('is not closed while a call holds it, and is when none has for a while', async () => {
    const idle = at({ idleTimeout: 50 });
    const slow = call(idle, 'wait', { ms: '400' });
    await call(idle, 'echo', { text: 'hi' });
    expect(await slow).toMatchObject({ content: [{ text: 'waited' }] });
    await expect.poll(() => server.sessions()).toBe(0);
    expect(heard('initialize')).toBe(1);
    await call(idle, 'echo', { text: 'anew' });
    expect(heard('initialize')).toBe(2);
  });

  test('is one for two descriptions of the same, and another for other headers', async () => {
    await call(at({ tools: ['echo'] }), 'echo', { text: 'a' });
    await call(at({ tools: ['wait'] }), 'wait', { ms: '1' });
    expect(heard('initialize')).toBe(1);
    await call(at({ headers: { authorization: 'Bearer other' } }), 'echo', { text: 'b' });
    expect(heard('initialize')).toBe(2);
  });

  test('that could not be opened is tried anew by the next call', async () => {
    server.down = 503;
    await expect(call(at(), 'echo', { text: 'a' })).rejects.toMatchObject({ code: 503 });
    server.down = undefined;
    await call(at(), 'echo', { text: 'a' });
  });

  test('is there for the others when one of those who wait for it is cancelled', async () => {
    const cancelled = new AbortController();
    const first = call(at(), 'echo', { text: 'a' }, cancelled.signal);
    const second = call(at(), 'echo', { text: 'b' });
    cancelled.abort(new Error('stop'));
    await expect(first).rejects.toThrow('stop');
    await second;
    expect(heard('initialize')).toBe(1);
  });
});

test('without a pool each call has its own connection, closed behind it', async () => {
  const own = at({ pool: false });
  await Promise.all([call(own, 'echo', { text: 'a' }), call(own, 'echo', { text: 'b' })]);
  expect(heard('initialize')).toBe(2);
  await expect.poll(() => server.sessions()).toBe(0);
});

test('what a server had is believed for a while, and not after it told of a change', async () => {
  const { connection, release } = await pool.acquire(at(), NEVER);
  const takes = async (): Promise<unknown> => (await connection.tools(NEVER)).find(({ name }) => name === 'echo')?.inputSchema.required;
  expect([await takes(), await takes()]).toEqual([['text'], ['text']]);
  expect(heard('list')).toBe(1);
  server.state.echoTakes = ['more'];
  await expect
    .poll(async () => {
      await server.tellChange();
      return takes();
    })
    .toEqual(['text', 'more']);
  await release();
});

test('of a call that was answered, the server hears no cancellation', async () => {
  const stop = new AbortController();
  await call(at(), 'echo', { text: 'a' }, stop.signal);
  const before = server.posts;
  stop.abort(new Error('the worker stops'));
  await call(at(), 'echo', { text: 'b' });
  expect(server.posts - before).toBe(1);
});

test('a cancelled call is cancelled at the server', async () => {
  const stop = new AbortController();
  const waiting = call(at(), 'wait', { ms: '60000' }, stop.signal);
  await expect.poll(() => heard('call')).toBe(1);
  stop.abort(new Error('stop'));
  await expect(waiting).rejects.toThrow('stop');
  await expect.poll(() => server.heard.filter(({ what }) => what === 'cancelled')).toEqual([{ what: 'cancelled', tool: 'wait' }]);
});

test('an answer that breaks off is an error of the network at once, of a call that may have had its effect', async () => {
  await expect(call(at(), 'breakOff')).rejects.toMatchObject({ code: -32_000 });
}, 4_000);

test('a server that knows only the older transport is spoken to in it', async () => {
  const old = await startHttpServer('old', 'sse');
  try {
    expect(await call(optionsOf(mcpServer({ url: old.url })), 'echo', { text: 'hi' })).toMatchObject({
      content: [{ text: 'you said hi' }],
    });
  } finally {
    await pool.close();
    await old.close();
  }
});
