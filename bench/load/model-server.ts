import { hash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { findTask } from './agent-task.ts';
import { englishText } from './english-text.ts';
import { TOOL_NAMES } from './office-tools.ts';

const ANSWER_BYTES = 1_000;
/** More than a run reads, so that no two seeds share a document. */
const DOCUMENTS_A_SEED = 100;

export interface ModelServer {
  readonly url: string;
  /** The bodies of the requests so far, oldest first. */
  readonly requestBytes: readonly number[];
  /** The hashes of the same bodies. */
  readonly requestHashes: readonly string[];
  /** Holds back the answer to the request that comes after so many. */
  hold(requests: number): HeldAnswer;
  close(): Promise<void>;
}

/** A request that waits for its answer. */
export interface HeldAnswer {
  readonly arrived: Promise<void>;
  readonly release: () => void;
}

interface ChatMessage {
  readonly role: string;
  readonly content: unknown;
}

/** A model behind OpenAI's interface that answers at once: 1 KB of text and one tool call, until the steps of the task are done. */
export async function startModelServer(): Promise<ModelServer> {
  const requestBytes: number[] = [];
  const requestHashes: string[] = [];
  const held = new Map<number, { readonly arrive: () => void; readonly released: Promise<void> }>();
  const respond = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readText(message);
    requestBytes.push(Buffer.byteLength(text));
    requestHashes.push(hash('sha256', text));
    const hold = held.get(requestBytes.length);
    hold?.arrive();
    await hold?.released;
    const { messages } = JSON.parse(text) as { messages: readonly ChatMessage[] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(messages)));
  };
  const server = createServer((message, response) => {
    void respond(message, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The model server listens on no port.');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requestBytes,
    requestHashes,
    hold(requests) {
      const [arrival, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      held.set(requestBytes.length + requests + 1, { arrive: arrival.resolve, released: release.promise });
      return { arrived: arrival.promise, release: release.resolve };
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answerTo(messages: readonly ChatMessage[]): object {
  const task = findTask(JSON.stringify(messages));
  if (task === undefined) throw new Error('The prompt holds no task.');
  const step = messages.filter(({ role }) => role === 'assistant').length;
  const isLast = step >= task.steps;
  const document = task.seed * DOCUMENTS_A_SEED + step;
  const toolCall = {
    id: `call_${task.seed}_${step}`,
    type: 'function',
    function: { name: TOOL_NAMES[step % TOOL_NAMES.length], arguments: JSON.stringify({ query: `document ${document}`, document }) },
  };
  const message = { role: 'assistant', content: englishText(document, ANSWER_BYTES), ...(!isLast && { tool_calls: [toolCall] }) };
  return {
    id: `chatcmpl-${task.seed}-${step}`,
    object: 'chat.completion',
    created: 1,
    model: 'scripted-1',
    choices: [{ index: 0, message, finish_reason: isLast ? 'stop' : 'tool_calls' }],
    usage: { prompt_tokens: 1_000, completion_tokens: 250, total_tokens: 1_250 },
  };
}
