import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { readHistory, startDevServer, type DevServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import * as labelled from '../fixtures/ai-sdk/labelled.ts';
import { chatSays } from '../fixtures/round-trip/replies.ts';
import { startWire, type Wire } from '../fixtures/round-trip/start-wire.ts';

// The models are made as their module loads, and want to know where their provider is.
const wire: Wire = await startWire();
process.env['WIRE_URL'] = wire.url;
const models = await import('../fixtures/round-trip/models.ts');

let server: DevServer;
let client: Client;
let worker: Worker;
let running: Promise<void>;
let files: Server;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  server = await startDevServer();
  files = createServer((_message, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4 tide'));
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  const connection = await NativeConnection.connect({ address: server.address });
  const onceward = new OncewardPlugin({
    modules: [models, labelled],
    adapters: [aiSdk()],
    store: memoryStore(),
    journal: memoryJournal(),
    defaults: { retry: { maximumAttempts: 2, initialInterval: '10ms' }, outagePatience: false },
  });
  const workflowsPath = fileURLToPath(new URL('../fixtures/ai-sdk/misuse-workflows.ts', import.meta.url));
  worker = await Worker.create({ connection, taskQueue: 'misuse', workflowsPath, plugins: [onceward] });
  client = new Client({ connection });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await Promise.all([wire.close(), new Promise((resolve) => files.close(resolve))]);
  await server.stop();
});

function run(name: string, ...args: unknown[]): Promise<unknown> {
  return client.workflow.execute(name, { taskQueue: 'misuse', workflowId: `${name}-${args.length}`, args });
}

async function failureOf(name: string): Promise<{ type: string; message: string }> {
  const error = await run(name).then(
    () => new Error(`${name} did not fail`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowFailedError)) throw error;
  const { type, message } = error.cause as unknown as { type: string; message: string };
  return { type, message };
}

test.each([
  ['rawModel', 'NotInWorkflow', 'https://api.openai.com/v1/responses'],
  ['rawModelWithoutKey', 'NotInWorkflow', 'not durable'],
  ['namedModel', 'NotInWorkflow', "'openai/gpt-5'"],
  ['gatewayModel', 'NotInWorkflow', 'The AI Gateway was called'],
  ['ownGatewayModel', 'NotInWorkflow', 'The AI Gateway was called'],
  ['missingMember', 'InvalidDurable', "has no 'chat' in workflow code"],
])('%s fails the run at the first call, and says what to do', async (name, type, words) => {
  wire.play(() => ({ json: {} }));

  const failure = await failureOf(name);

  expect(failure.type).toBe(type);
  expect(failure.message).toContain(words);
  expect(wire.requests()).toEqual([]);
});

test('a file on one’s own network is not fetched for anybody', async () => {
  wire.play(chatSays('Read.'));

  await expect(run('fileByUrl', 'http://127.0.0.1:9/a.pdf', 'own network')).rejects.toThrow();
  expect(wire.requests()).toEqual([]);
});

test('a file behind a URL that the provider does not fetch is fetched by the activity', async () => {
  wire.play(chatSays('Read.'));
  // The AI SDK fetches nothing from addresses of one's own network, so the server has a name of the world's here.
  const url = 'https://files.example.com/a.pdf';
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) =>
    fetch(
      (input instanceof Request ? input.url : input.toString()) === url
        ? `http://127.0.0.1:${(files.address() as AddressInfo).port}/a.pdf`
        : input,
      init,
    );
  onTestFinished(() => void (globalThis.fetch = fetch));

  expect(await run('fileByUrl', url)).toBe('Read.');

  expect(JSON.stringify(wire.requests())).toContain(Buffer.from('%PDF-1.4 tide').toString('base64'));
  const history = JSON.stringify(await client.workflow.getHandle('fileByUrl-1').fetchHistory());
  expect(history).not.toContain(Buffer.from('%PDF-1.4 tide').toString('base64'));
});

test('an image that a model made is in history as a reference, and the next model gets it whole', async () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(6_000, 7)]);
  const painted = { json: { created: 1, data: [{ b64_json: png.toString('base64') }] } };
  wire.play((request) => (request.path.endsWith('/images/generations') ? painted : chatSays('Blue.')(request)));

  expect(await run('madeImage')).toEqual({ text: 'Blue.', mediaType: 'image/png', bytes: png.length });

  expect(JSON.stringify(wire.requests()[1])).toContain(png.toString('base64'));
  const { bytes } = await readHistory(client.workflow.getHandle('madeImage-0'));
  // One copy of the image as base64 would be 8,000 more.
  expect(bytes).toBeLessThan(7_000);
});

test('a stream whose provider refuses it fails the run, typed, after one request', async () => {
  wire.play(() => ({ status: 401, json: { error: { message: 'no', type: 'invalid_request_error' } } }));

  expect(await failureOf('failingStream')).toMatchObject({ type: 'AuthenticationFailed' });
  expect(wire.requests().length).toBe(1);
});

test('whoever asks for the text of a stream that failed is told why, not only that there is none', async () => {
  wire.play(() => ({ status: 401, json: { error: { message: 'no', type: 'invalid_request_error' } } }));

  expect(await failureOf('textOfFailingStream')).toMatchObject({ type: 'AuthenticationFailed' });
});

test('a stream that breaks off is asked for again, and its parts come once', async () => {
  const whole = chatSays('Hello there.');
  wire.play((request, number) => {
    const reply = whole(request);
    return number === 1 && 'events' in reply
      ? { events: [...reply.events.slice(0, 2), { error: { message: 'Overloaded', type: 'server_error' } }] }
      : reply;
  });

  expect(await run('failingStream', 'again')).toBe('Hello there.');
  expect(wire.requests().length).toBe(2);
});

test('a failed stream whose errors nobody reads ends the run, and leaves no workflow task failing', async () => {
  wire.play(() => ({ status: 400, json: { error: { message: 'no', type: 'invalid_request_error' } } }));

  expect(await run('unreadStream')).toBe('read: ');
});

test('two calls of one id, of conversations side by side, tell their models each what its own tool said', async () => {
  expect(await run('sameCallIds')).toEqual(['Oslo', 'Rome'].map((city) => ({ type: 'text', value: `It is ${city}` })));
});
