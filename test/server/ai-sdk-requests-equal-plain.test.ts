import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { startDevServer, startScriptedProvider, type DevServer, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as models from '../fixtures/agent/models.ts';
import * as tools from '../fixtures/agent/tools.ts';
import * as plain from '../fixtures/ai-sdk/workflows.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { sentSince } from '../fixtures/sent-requests.ts';

const CASES = [
  [
    'askAgent',
    'an agent loop with parallel tool calls',
    'lookUp {"word":"a"} && lookUp {"word":"b","language":"de"}\nlookUp {"word":"c"}\nDone.',
  ],
  ['structured', 'structured output', '{"city":"Oslo"}'],
  ['withImage', 'a message with an image', 'A page.'],
] as const;

let server: DevServer;
let provider: ScriptedProvider;
let client: Client;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  [server, provider] = await Promise.all([startDevServer(), startScriptedProvider({ script: lineScript })]);
  process.env['MODEL_URL'] = provider.url;
  const connection = await NativeConnection.connect({ address: server.address });
  const onceward = new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
  const workflowsPath = fileURLToPath(new URL('../fixtures/ai-sdk/workflows.ts', import.meta.url));
  worker = await Worker.create({ connection, taskQueue: 'plain', workflowsPath, plugins: [onceward] });
  client = new Client({ connection });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await provider.close();
  await server.stop();
});

test.each(CASES)('%s: the provider gets from a workflow what plain AI SDK code sends, call by call (%s)', async (name, _what, prompt) => {
  const before = provider.requests().length;
  const expected = await { ...plain }[name](prompt);
  const plainRequests = sentSince(provider, before);

  const result = await client.workflow.execute(name, { taskQueue: 'plain', workflowId: name, args: [prompt] });

  expect(result).toEqual(expected);
  expect(plainRequests.length).toBeGreaterThan(0);
  // Ids of tool calls are the provider's, new with every answer.
  expect(withoutIds(sentSince(provider, before + plainRequests.length))).toEqual(withoutIds(plainRequests));
});

function withoutIds(requests: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(requests, (name, value: unknown) => (name === 'id' || name === 'tool_call_id' ? 'id' : value)));
}
