import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { vectorOf } from './vector-of.ts';

/** One request that arrived. It is billed from here on, and a write has happened, whatever follows. */
export interface Arrival {
  /** 1 for the first. */
  readonly number: number;
  /** The first part of the path: which kind of step asked. */
  readonly kind: string;
  readonly key: string | undefined;
  /** The worker process that asked, when it says. */
  readonly pid: number | undefined;
  readonly body: unknown;
  readonly atMs: number;
}

/**
 * Everything outside of the workers: a model provider, services and a database that know no idempotency keys. It counts what arrives,
 * and answers at once unless told otherwise. `/<kind>/v1/chat/completions` and `/<kind>/v1/embeddings` speak the interface that most
 * providers share; every other `/<kind>` answers with its request.
 */
export interface OutsideWorld {
  readonly url: string;
  requests(kind?: string): readonly Arrival[];
  /** Makes answers from now on wait; a function gives each a time of its own. */
  delay(ms: number | (() => number)): void;
  /** Keeps the answers of requests back, until the returned function lets them go. Once. */
  hold(isHeld?: (arrival: Arrival) => boolean): () => void;
  /** Calls `listener` at each arrival from now on, before the answer. The returned function ends that. */
  onArrival(listener: (arrival: Arrival) => void): () => void;
  close(): Promise<void>;
}

interface Holding {
  readonly isHeld: (arrival: Arrival) => boolean;
  readonly released: Promise<void>;
}

export async function startOutsideWorld(): Promise<OutsideWorld> {
  const arrivals: Arrival[] = [];
  const listeners = new Set<(arrival: Arrival) => void>();
  const closing = new AbortController();
  let delayMs: number | (() => number) = 0;
  let holding: Holding | undefined;

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (message.method === 'GET') return void response.end(JSON.stringify(findRow(message.url ?? '', arrivals)));
    const arrival = await toArrival(message, arrivals.length + 1);
    arrivals.push(arrival);
    for (const listener of listeners) listener(arrival);
    if (holding?.isHeld(arrival)) await holding.released;
    const ownDelayMs = typeof delayMs === 'number' ? delayMs : delayMs();
    if (ownDelayMs > 0) await sleep(ownDelayMs, undefined, { signal: closing.signal });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(bodyOf(message.url ?? '', arrival)));
  };

  const server = createServer((message, response) => void answer(message, response).catch(() => response.destroy()));
  const url = await listen(server);
  return {
    url,
    requests: (kind) => arrivals.filter((arrival) => kind === undefined || arrival.kind === kind),
    delay(ms) {
      delayMs = ms;
    },
    hold(isHeld = () => true) {
      const { promise: released, resolve } = Promise.withResolvers<void>();
      holding = { isHeld, released };
      return () => {
        holding = undefined;
        resolve();
      };
    },
    onArrival(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What a write gave, by its key: `GET /<kind>?key=…` counts as no request. */
function findRow(path: string, arrivals: readonly Arrival[]): object | null {
  const { pathname, searchParams } = new URL(path, 'http://world');
  const arrival = arrivals.find(({ kind, key }) => pathname === `/${kind}` && key === searchParams.get('key'));
  return arrival === undefined ? null : bodyOf(pathname, arrival);
}

async function toArrival(message: IncomingMessage, number: number): Promise<Arrival> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { 'idempotency-key': key, 'x-worker-pid': pid } = message.headers;
  return {
    number,
    kind: message.url?.split('/')[1] ?? '',
    key: key?.toString(),
    pid: pid === undefined ? undefined : Number(pid),
    body: text === '' ? null : (JSON.parse(text) as unknown),
    atMs: Date.now(),
  };
}

function bodyOf(path: string, { number, body }: Arrival): object {
  const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
  if (path.endsWith('/chat/completions')) {
    const message = { role: 'assistant', content: `answer ${number}` };
    const choices = [{ index: 0, message, finish_reason: 'stop' }];
    return { id: `chatcmpl-${number}`, object: 'chat.completion', created: 1, model: 'scripted', choices, usage };
  }
  if (path.endsWith('/embeddings')) {
    const { input, dimensions } = body as { input: string | string[]; dimensions?: number };
    const embed = (text: string): number[] => (dimensions === undefined ? [text.length, number, 1] : vectorOf(text, dimensions));
    const data = [input].flat().map((text, index) => ({ object: 'embedding', index, embedding: embed(text) }));
    return { object: 'list', model: 'scripted', data, usage };
  }
  return { number, body };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
