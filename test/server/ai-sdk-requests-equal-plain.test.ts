import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { startDevServer, type DevServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as models from '../fixtures/agent/models.ts';
import * as tools from '../fixtures/agent/tools.ts';
import * as plain from '../fixtures/ai-sdk/workflows.ts';
import { startScriptedProvider, type ScriptedProvider } from '../fixtures/langchain/scripted-provider.ts';

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
  [server, provider] = await Promise.all([startDevServer(), startScriptedProvider()]);
  process.env['MODEL_URL'] = provider.url;
  const connection = await NativeConnection.connect({ address: server.address });
  const onceward = new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
  const workflowsPath = fileURLToPath(new URL('../fixtures/ai-sdk/workflows.ts', import.meta.url));
  worker = await Worker.create({ connection, taskQueue: 'plain', workflowsPath, plugins: [onceward] });
  client = new Client({ connection });
  running = worker.run();
});

beforeEach(() => {
  provider.requests.length = 0;
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await provider.close();
  await server.stop();
});

test.each(CASES)('%s: the provider gets from a workflow what plain AI SDK code sends, call by call (%s)', async (name, _what, prompt) => {
  const expected = await { ...plain }[name](prompt);
  const plainRequests = provider.requests.splice(0);

  const result = await client.workflow.execute(name, { taskQueue: 'plain', workflowId: name, args: [prompt] });

  expect(result).toEqual(expected);
  expect(plainRequests.length).toBeGreaterThan(0);
  // Ids of tool calls are the provider's, new with every answer.
  expect(withoutIds(provider.requests)).toEqual(withoutIds(plainRequests));
});

function withoutIds(requests: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(requests, (name, value: unknown) => (name === 'id' || name === 'tool_call_id' ? 'id' : value)));
}
