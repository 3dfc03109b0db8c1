import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandFailed } from '../grammar/command-failed.js';

export interface Inbox {
  /** With the secret: whoever has it can answer. */
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const SECRET_BYTES = 32;

/**
 * Serves a web-standard handler on this machine only, at a path that is made anew for each start and that nobody else on the machine can guess. Not a
 * cookie: a browser sends those to every port of this machine, so to the servers of others, too. A name that somebody's DNS leads here is refused as well.
 *
 * @throws CommandFailed when the port is taken
 */
export async function serveInbox(handle: Handler, port: number): Promise<Inbox> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const guarded: Handler = (request) => (knows(request, secret) ? handle(request) : Promise.resolve(refusal()));
  const server: HttpServer = createServer((incoming, outgoing) => {
    answer(guarded, incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${String(error)}\n`);
    });
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`Port ${port} cannot be used: ${error.code ?? error.message}.`, 'Choose another with --port.');
  });
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/${secret}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Handler = (request: Request) => Promise<Response>;

/** In constant time: how much of a guess is right cannot be measured. */
function knows(request: Request, secret: string): boolean {
  return timingSafeEqual(hash(new URL(request.url).pathname), hash(`/${secret}/`));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refusal(): Response {
  return new Response('This inbox opens at the whole address that `onceward inbox` showed when it started. Nothing was decided.\n', {
    status: 403,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

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
