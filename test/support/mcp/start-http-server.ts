import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createToolServer, type Heard, type ServerState } from '../../fixtures/mcp/tool-server.ts';

/** An MCP server over HTTP, in this process. */
export interface HttpToolServer {
  readonly url: string;
  readonly heard: Heard[];
  readonly state: ServerState;
  /** What the requests had as `authorization`. */
  readonly credentials: Set<string | undefined>;
  /** How many messages came in. */
  posts: number;
  /** How many sessions are open. */
  sessions(): number;
  /** Forgets all sessions, as a restart does. */
  restart(): void;
  /** Tells its clients that its tools are others. */
  tellChange(): Promise<void>;
  /** Refuses everything with this status, until it is undefined again. */
  down: number | undefined;
  close(): Promise<void>;
}

/** @param kind `sse`: the older transport, and nothing else */
export async function startHttpServer(name = 'github', kind: 'streamable' | 'sse' = 'streamable'): Promise<HttpToolServer> {
  const heard: Heard[] = [];
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const streams = new Map<string, SSEServerTransport>();
  const responses = new Set<ServerResponse>();
  const state: ServerState = {
    echoTakes: [],
    gone: [],
    held: [],
    breakOff: () => {
      for (const response of responses) response.destroy();
    },
  };
  const credentials = new Set<string | undefined>();
  const servers: ReturnType<typeof createToolServer>[] = [];
  const toolServer = (): ReturnType<typeof createToolServer> => {
    const created = createToolServer(name, state, (one) => heard.push(one));
    servers.push(created);
    return created;
  };

  const overStream = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = request.headers['mcp-session-id'];
    let transport = typeof id === 'string' ? sessions.get(id) : undefined;
    if (transport === undefined && id !== undefined) return void response.writeHead(404).end('Session not found');
    if (transport === undefined) {
      const created = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (session) => void sessions.set(session, created),
        onsessionclosed: (session) => void sessions.delete(session),
      });
      await toolServer().connect(created);
      transport = created;
    }
    await transport.handleRequest(request, response);
  };
  const overSse = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams, pathname } = new URL(request.url ?? '', 'http://localhost');
    if (request.method === 'GET') {
      const transport = new SSEServerTransport('/messages', response);
      streams.set(transport.sessionId, transport);
      await toolServer().connect(transport);
    } else if (pathname === '/messages') await streams.get(searchParams.get('sessionId') ?? '')?.handlePostMessage(request, response);
    else response.writeHead(405).end();
  };

  const server: HttpToolServer = {
    url: '',
    heard,
    state,
    credentials,
    posts: 0,
    down: undefined,
    sessions: () => sessions.size,
    restart: () => sessions.clear(),
    async tellChange() {
      await Promise.all(servers.map((one) => one.sendToolListChanged()));
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  const http = createServer((request, response) => {
    credentials.add(request.headers.authorization);
    if (request.method === 'POST') server.posts += 1;
    if (request.method === 'POST') responses.add(response.on('close', () => responses.delete(response)));
    if (server.down === undefined) void (kind === 'sse' ? overSse : overStream)(request, response);
    else response.writeHead(server.down).end('planted-body');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return Object.defineProperty(server, 'url', { value: `http://127.0.0.1:${port}/mcp` });
}
