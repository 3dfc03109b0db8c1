import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a provider refuses the first request of a run, or all of them. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly always?: boolean;
}

/** A request that arrived, by the text that was asked. */
export interface ArrivedRequest {
  readonly prompt: string;
  readonly atMs: number;
}

export interface RefusingProvider {
  readonly url: string;
  readonly requests: readonly ArrivedRequest[];
  close(): Promise<void>;
}

const ERROR_BODY = { error: { message: 'scripted', type: 'server_error', param: null, code: null } };

/** A model behind OpenAI's and Anthropic's interface that refuses as the prompt's refusal says. Moments in headers are made when it is asked. */
export async function startRefusingProvider(refusals: ReadonlyMap<string, () => Refusal>): Promise<RefusingProvider> {
  const requests: ArrivedRequest[] = [];
  const server = createServer((message, response) => {
    const respond = async (): Promise<void> => {
      const prompt = promptIn(await textOf(message));
      const isFirst = requests.every((request) => request.prompt !== prompt);
      requests.push({ prompt, atMs: Date.now() });
      const refusal = refusals.get(prompt.replace(/^.*:/, ''))?.();
      const isRefused = refusal !== undefined && (isFirst || refusal.always === true);
      response.writeHead(isRefused ? refusal.status : 200, { 'content-type': 'application/json', ...(isRefused && refusal.headers) });
      response.end(JSON.stringify(isRefused ? (refusal.body ?? ERROR_BODY) : answerOf(message.url ?? '')));
    };
    void respond();
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

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The interfaces differ in where they put it: it is looked for by its form. */
function promptIn(body: string): string {
  return /ask [\w-]+:[\w-]+/.exec(body)?.[0].slice('ask '.length) ?? '';
}

function answerOf(path: string): unknown {
  if (path.endsWith('/messages')) {
    const content = [{ type: 'text', text: 'Hello' }];
    const usage = { input_tokens: 1, output_tokens: 1 };
    return {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'scripted',
      content,
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage,
    };
  }
  const choices = [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }];
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  return { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'scripted', choices, usage };
}
