import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the provider does with the request. */
export interface Wire {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  /** Parts of a stream, sent one after the other. */
  readonly sse?: readonly string[];
  /** How the stream ends. @default as it should */
  readonly end?: 'reset' | 'hang';
  readonly fault?: 'reset' | 'hang' | 'refused' | 'dns' | 'tls' | 'half' | 'close' | 'garbage';
}

/** The moment at which all cases were recorded. */
export const NOW = '2026-10-21T07:27:30.000Z';
const PAUSE_MS = 25;

/** Plays the wire of the case that the first part of the path names. */
export class MockServer {
  readonly #server: Server;
  readonly #tls: Server | undefined;
  readonly #wires = new Map<string, Wire>();
  #tlsPort = 0;
  #port = 0;
  #closedPort = 0;

  /** `tls: false` for cases without a certificate: making one needs openssl. */
  constructor({ tls = true }: { readonly tls?: boolean } = {}) {
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      const wire = this.#wires.get(request.url?.split(/[/?]/)[1] ?? '');
      request.resume();
      request.once('end', () => void play(wire ?? { status: 599 }, response));
    };
    this.#server = createServer({ keepAlive: false }, answer);
    this.#tls = tls ? createTlsServer(selfSigned(), answer) : undefined;
  }

  async start(): Promise<void> {
    this.#port = await listen(this.#server);
    if (this.#tls !== undefined) this.#tlsPort = await listen(this.#tls);
    const closed = createTcpServer();
    this.#closedPort = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
  }

  /** Where a client finds the provider of this case. */
  add(id: string, wire: Wire): string {
    const path = `case-${id}`;
    this.#wires.set(path, wire);
    if (wire.fault === 'refused') return `http://127.0.0.1:${this.#closedPort}/${path}`;
    if (wire.fault === 'dns') return `http://provider.invalid/${path}`;
    if (wire.fault === 'tls') return `https://127.0.0.1:${this.#tlsPort}/${path}`;
    return `http://127.0.0.1:${this.#port}/${path}`;
  }

  stop(): void {
    this.#server.close();
    this.#tls?.close();
  }
}

async function play(wire: Wire, response: ServerResponse): Promise<void> {
  const socket: Socket | null = response.socket;
  response.on('error', () => undefined);
  if (wire.fault === 'reset') return void socket?.resetAndDestroy();
  if (wire.fault === 'close') return void socket?.end();
  if (wire.fault === 'garbage') return void socket?.end('no HTTP at all\r\n\r\n');
  if (wire.fault === 'hang') return;
  const isText = typeof wire.body === 'string';
  const type = wire.sse === undefined ? (isText && wire.body.startsWith('<') ? 'text/html' : 'application/json') : 'text/event-stream';
  response.writeHead(wire.status ?? 200, { 'content-type': type, date: new Date(NOW).toUTCString(), ...wire.headers });
  for (const part of wire.sse ?? []) {
    response.write(part);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  if (wire.end === 'reset') return void socket?.resetAndDestroy();
  if (wire.end === 'hang') return;
  const body = textOf(wire.body);
  if (wire.fault !== 'half') return void response.end(wire.sse === undefined ? body : '');
  response.write(body.slice(0, body.length / 2));
  setTimeout(() => socket?.resetAndDestroy(), PAUSE_MS);
}

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Made anew each time: no key lies in the repository. */
function selfSigned(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost'],
    { stdio: 'ignore' },
  );
  try {
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
