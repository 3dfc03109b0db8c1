import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { startDevServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import type { RoundTripCall } from '../fixtures/round-trip/calls/round-trip-call.ts';
import { startWire, type WireRequest } from '../fixtures/round-trip/start-wire.ts';
import { withoutChance } from '../fixtures/round-trip/without-chance.ts';
import { withoutPlaceTitles } from './without-place-titles.ts';

/** One call of a framework, made by plain code and by a workflow: what the provider was sent, and what the caller got. */
export interface RoundTrip {
  readonly name: string;
  readonly plain: Side;
  readonly durable: Side;
}

interface Side {
  readonly requests: readonly WireRequest[];
  readonly result: unknown;
}

interface Workflows {
  readonly calls: Readonly<Record<string, RoundTripCall>>;
  readonly roundTrip: (name: string) => Promise<unknown>;
}

export interface RoundTripScene {
  /** The names of the calls. */
  readonly names: readonly string[];
  make(name: string): Promise<RoundTrip>;
  stop(): Promise<void>;
}

const FRAMEWORKS = {
  // Each is loaded where it is wanted: a project with one of the frameworks does not have the other.
  'ai-sdk': { adapter: async () => (await import('onceward/ai-sdk/worker')).aiSdk(), folder: '../fixtures/round-trip/' },
  langchain: { adapter: async () => (await import('onceward/langchain/worker')).langchain(), folder: '../fixtures/langchain-round-trip/' },
};

/** A server, a worker, and a wire that stands for all providers. */
export async function startRoundTripScene(framework: keyof typeof FRAMEWORKS): Promise<RoundTripScene> {
  const { adapter, folder } = FRAMEWORKS[framework];
  const wire = await startWire();
  // The models are made as their module loads, and want to know where their provider is.
  process.env['WIRE_URL'] = wire.url;
  const { calls, roundTrip } = (await import(`${folder}workflows.ts`)) as Workflows;
  const modules = (await Promise.all([import(`${folder}models.ts`), import(`${folder}tools.ts`)])) as Record<string, unknown>[];
  const server = await startDevServer();
  const connection = await NativeConnection.connect({ address: server.address });
  const onceward = new OncewardPlugin({ modules, adapters: [await adapter()], store: memoryStore(), journal: memoryJournal() });
  const workflowsPath = fileURLToPath(new URL(`${folder}workflows.ts`, import.meta.url));
  const worker = await Worker.create({ connection, taskQueue: 'round-trips', workflowsPath, plugins: [onceward] });
  const client = new Client({ connection });
  const running = worker.run();

  const side = async (name: string, run: () => Promise<unknown>): Promise<Side> => {
    wire.play(calls[name]?.script ?? (() => ({ status: 500, json: {} })));
    const result = withoutChance(await run());
    return { requests: wire.requests().map(withoutPlaceTitles), result };
  };
  return {
    names: Object.keys(calls),
    async make(name) {
      const options = { taskQueue: 'round-trips', workflowId: name.replaceAll(' ', '-'), args: [name] };
      const plain = await side(name, () => roundTrip(name));
      return { name, plain, durable: await side(name, () => client.workflow.execute('roundTrip', options)) };
    },
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await wire.close();
      await server.stop();
    },
  };
}

/** Whether the provider was sent, and the caller got, the same. */
export function isSameRoundTrip({ plain, durable }: RoundTrip): boolean {
  return plain.requests.length > 0 && isDeepStrictEqual(plain, durable);
}
