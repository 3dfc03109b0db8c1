import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { readNumber } from '../../../src/shared/failures/read-property.js';
import type { CheckedServer } from './server-options.js';
import { watchedFetch } from './watched-fetch.js';

/** How a server knows us. */
const CLIENT = { name: 'onceward', version: '1' };
/** A program that `npx` has to fetch first takes its time. */
const CONNECT_MS = 60_000;

/** Connects to a server and introduces us. */
export async function openClient(server: CheckedServer): Promise<Client> {
  const { url, command = '' } = server;
  if (url === undefined) return connect(stdioTransport(command, server));
  try {
    return await connect(new StreamableHTTPClientTransport(new URL(url), httpOptions(server)));
  } catch (error) {
    if (!knowsOnlySse(error)) throw error;
    // oxlint-disable-next-line typescript/no-deprecated -- for the servers that have nothing else
    return connect(new SSEClientTransport(new URL(url), httpOptions(server))).catch((second: unknown) => {
      throw readNumber(second, 'code') === readNumber(error, 'code') ? error : second;
    });
  }
}

async function connect(transport: Transport): Promise<Client> {
  const client = new Client(CLIENT);
  // Errors that nobody waits for, such as of a stream that is taken up again, have no other place to go; a call that fails says so itself.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the client has no other way
  client.onerror = () => undefined;
  await client.connect(transport, { timeout: CONNECT_MS });
  return client;
}

function stdioTransport(command: string, { args = [], env, cwd, stderr }: CheckedServer): Transport {
  return new StdioClientTransport({
    command,
    args: [...args],
    ...(env !== undefined && { env: { ...env } }),
    ...(cwd !== undefined && { cwd }),
    ...(stderr !== undefined && { stderr }),
  });
}

function httpOptions({ headers = {}, fetch, authProvider }: CheckedServer): ConstructorParameters<typeof StreamableHTTPClientTransport>[1] {
  return { requestInit: { headers: { ...headers } }, fetch: watchedFetch(fetch), ...(authProvider !== undefined && { authProvider }) };
}

/** As the protocol has it: a server of the older transport refuses the POST with which the newer one begins. */
function knowsOnlySse(error: unknown): boolean {
  const status = readNumber(error, 'code');
  return status === 400 || status === 404 || status === 405;
}
