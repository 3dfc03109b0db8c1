import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { startDevServer, type DevServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutChance } from '../fixtures/round-trip/without-chance.ts';
import { startWire, type Wire } from '../fixtures/round-trip/start-wire.ts';

// The models are made as their module loads, and want to know where their provider is.
const wire: Wire = await startWire();
process.env['WIRE_URL'] = wire.url;
const { calls, roundTrip } = await import('../fixtures/round-trip/workflows.ts');
const [models, tools] = await Promise.all([import('../fixtures/round-trip/models.ts'), import('../fixtures/round-trip/tools.ts')]);

let server: DevServer;
let client: Client;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  server = await startDevServer();
  const connection = await NativeConnection.connect({ address: server.address });
  const onceward = new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
  const workflowsPath = fileURLToPath(new URL('../fixtures/round-trip/workflows.ts', import.meta.url));
  worker = await Worker.create({ connection, taskQueue: 'round-trips', workflowsPath, plugins: [onceward] });
  client = new Client({ connection });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await wire.close();
  await server.stop();
});

test.each(Object.keys(calls))('%s: the provider is asked, and the caller told, what plain code asks and is told', async (name) => {
  const script = calls[name]?.script ?? (() => ({ json: {} }));
  wire.play(script);
  const expected = await roundTrip(name);
  const asked = wire.requests();

  wire.play(script);
  const result = await client.workflow.execute('roundTrip', {
    taskQueue: 'round-trips',
    workflowId: name.replaceAll(' ', '-'),
    args: [name],
  });

  expect(asked.length).toBeGreaterThan(0);
  expect(wire.requests()).toEqual(asked);
  expect(withoutChance(result)).toEqual(withoutChance(expected));
});

test('at least sixty calls are compared', () => {
  expect(Object.keys(calls).length).toBeGreaterThanOrEqual(60);
});
