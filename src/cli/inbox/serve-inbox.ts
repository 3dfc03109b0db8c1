import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandFailed } from '../grammar/command-failed.js';

export interface Inbox {
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * Serves a web-standard handler on this machine only. A name that somebody's DNS leads here is refused: without that, a page of theirs could read and answer as
 * if it were this one.
 *
 * @throws CommandFailed when the port is taken
 */
export async function serveInbox(handle: (request: Request) => Promise<Response>, port: number): Promise<Inbox> {
  const server: HttpServer = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${String(error)}\n`);
    });
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`Port ${port} cannot be used: ${error.code ?? error.message}.`, 'Choose another with --port.');
  });
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Handler = (request: Request) => Promise<Response>;

async function answer(handle: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { host = '' } = incoming.headers;
  const { localPort } = incoming.socket;
  if (![`${LOOPBACK}:${localPort}`, `localhost:${localPort}`].includes(host)) {
    outgoing.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' }).end('This inbox answers to 127.0.0.1 and localhost only.\n');
    return;
  }
  const response = await handle(toRequest(incoming, host));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body), outgoing);
}

function toRequest(incoming: IncomingMessage, host: string): Request {
  const { method = 'GET', url = '/', headers } = incoming;
  const body = method === 'GET' || method === 'HEAD' ? undefined : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  const pairs = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]));
  return new Request(new URL(url, `http://${host}`), { method, headers: pairs, ...(body && { body, duplex: 'half' }) });
}
