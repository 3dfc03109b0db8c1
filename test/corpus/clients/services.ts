import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Client as McpClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';
import { Client as PostgresClient } from 'pg';
import { Stripe } from 'stripe';
import { z } from 'zod';
import type { Call } from '../clients.ts';
import type { Wire } from '../mock-server.ts';

const timeout = 1_200;

/** Databases, MCP, Stripe, Temporal, and errors that users throw themselves. */
export const SERVICES: Readonly<Record<string, Call>> = {
  pg: (_url, wire) => queryPostgres(wire),
  'pg:refused': async () => {
    const client = new PostgresClient({ host: '127.0.0.1', port: 9, connectionTimeoutMillis: timeout });
    await client.connect();
  },
  'mcp:http': async (url) => {
    const client = new McpClient({ name: 'corpus', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), {
        reconnectionOptions: { maxRetries: 0, initialReconnectionDelay: 1, maxReconnectionDelay: 1, reconnectionDelayGrowFactor: 1 },
      }),
    );
  },
  'mcp:params': async () => {
    throw new McpError(ErrorCode.InvalidParams, 'Invalid arguments for tool search: q must be a string');
  },
  'mcp:unknownMethod': async () => {
    const client = await connectMcp(() => undefined);
    await client.request({ method: 'nothing/here' }, z.object({}));
  },
  'mcp:internal': async () => {
    throw new McpError(ErrorCode.InternalError, 'Upstream failed');
  },
  'mcp:timeout': async () => {
    const client = await connectMcp((server) => server.registerTool('slow', {}, () => new Promise(() => undefined)));
    await client.callTool({ name: 'slow' }, undefined, { timeout: 60 });
  },
  'mcp:closed': async () => {
    const client = await connectMcp((server) => server.registerTool('slow', {}, () => new Promise(() => undefined)));
    const call = client.callTool({ name: 'slow' });
    setTimeout(() => void client.close(), 30);
    await call;
  },
  stripe: (url) => stripeClient(url).charges.create({ amount: 1, currency: 'eur' }),
  'temporal:cancelled': () => Promise.reject(new CancelledFailure('CANCELLED')),
  'temporal:retryable': () => Promise.reject(ApplicationFailure.retryable('again', 'Custom')),
  'temporal:nonRetryable': () => Promise.reject(ApplicationFailure.nonRetryable('no', 'Custom')),
  'temporal:cause': () => Promise.reject(new Error('wrapped', { cause: ApplicationFailure.nonRetryable('no', 'Custom') })),
  'temporal:timeout': () => Promise.reject(new TimeoutFailure('activity timed out', undefined, 'START_TO_CLOSE')),
  'temporal:activity': () =>
    Promise.reject(
      new ActivityFailure(
        'Activity task failed',
        'tool.x',
        '1',
        'IN_PROGRESS',
        'worker',
        ApplicationFailure.nonRetryable('401', 'AuthenticationFailed'),
      ),
    ),
  'own:string': () => Promise.reject('the printer is out of paper'),
  'own:bug': async () => (undefined as unknown as { total: number }).total,
  'own:invoice429': () => Promise.reject(new Error('Invoice 429 not found in batch 503')),
  'own:zod': async () => z.object({ q: z.string() }).parse({ q: 1 }),
  'own:json': async () => JSON.parse('<html>') as unknown,
  'own:range': async () => 'x'.repeat(-1),
};

function stripeClient(url: string): Stripe {
  const { hostname, port, pathname } = new URL(url);
  const client = new Stripe('test_key', {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    timeout,
    httpClient: Stripe.createFetchHttpClient((target: string | URL | Request, init?: RequestInit) =>
      fetch(String(target instanceof Request ? target.url : target).replace('/v1/', `${pathname}/v1/`), init),
    ),
  });
  return client;
}

async function connectMcp(register: (server: McpServer) => void): Promise<McpClient> {
  const server = new McpServer({ name: 'corpus', version: '1.0.0' });
  register(server);
  const client = new McpClient({ name: 'corpus', version: '1.0.0' });
  const [one, other] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(one), client.connect(other)]);
  return client;
}

/** Speaks so much of PostgreSQL's protocol that the real client gets the error of the wire. */
async function queryPostgres(wire: Wire | null): Promise<void> {
  const fields = wire?.body as Record<string, string>;
  const server = createServer((socket) => answerPostgres(socket, fields, wire?.end === 'reset'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new PostgresClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'u', database: 'd' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    server.close();
    void client.end().catch(() => undefined);
  }
}

function answerPostgres(socket: Socket, fields: Record<string, string>, cut: boolean): void {
  let started = false;
  const fails = (fields['at'] ?? 'query') === 'connect';
  socket.on('error', () => undefined);
  socket.on('data', () => {
    if (cut && started) {
      socket.destroy();
      return;
    }
    if (started || fails) socket.write(Buffer.concat([postgresError(fields), started ? READY : Buffer.alloc(0)]));
    else socket.write(Buffer.concat([message('R', Buffer.from([0, 0, 0, 0])), READY]));
    if (fails) socket.end();
    started = true;
  });
}

const READY = message('Z', Buffer.from('I'));

function postgresError(fields: Record<string, string>): Buffer {
  const parts = Object.entries({ S: 'ERROR', V: 'ERROR', ...fields }).filter(([key]) => key.length === 1);
  return message('E', Buffer.from(`${parts.map(([key, value]) => `${key}${value}\0`).join('')}\0`));
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
