import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface HangingRequest {
  readonly path: string;
  /** Whether it was answered whole, which few are. */
  readonly isAnswered: boolean;
  /** When the other end of the connection was gone. */
  closedAtMs?: number;
}

/** The other side of every call: takes requests, counts them, and leaves them without an end. */
export interface HangingServer {
  readonly url: string;
  readonly requests: readonly HangingRequest[];
  close(): Promise<void>;
}

const TOOL_CALL = {
  id: 'answer-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'hanging',
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      message: {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call-1', type: 'function', function: { name: 'lookUp', arguments: '{"word":"tide"}' } }],
      },
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

const FIRST_WORDS = {
  id: 'answer-2',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'hanging',
  choices: [{ index: 0, delta: { role: 'assistant', content: 'It was' }, finish_reason: null }],
};

export async function startHangingServer(): Promise<HangingServer> {
  const requests: HangingRequest[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, requests);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, requests: HangingRequest[]): Promise<void> {
  const body = await text(request);
  const path = request.url ?? '';
  const earlier = requests.filter((other) => other.path === path).length;
  const callsTool = body.includes('use the tool') && !body.includes('"role":"tool"');
  const isAnswered = callsTool || ((path === '/stalls-once' || path === '/silent-once') && earlier > 0);
  const own: HangingRequest = { path, isAnswered };
  requests.push(own);
  response.once('close', () => {
    if (!response.writableFinished) own.closedAtMs = Date.now();
  });
  if (callsTool) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(TOOL_CALL));
  else if (isAnswered) response.end('one two');
  else if (body.includes('Begin, and stop'))
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${JSON.stringify(FIRST_WORDS)}\n\n`);
  else if (path === '/body' || path === '/stalls-once') response.write('one ');
}
