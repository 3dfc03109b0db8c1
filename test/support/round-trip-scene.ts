import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { startDevServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { startWire, type WireRequest } from '../fixtures/round-trip/start-wire.ts';
import { withoutChance } from '../fixtures/round-trip/without-chance.ts';

/** One call of the AI SDK, made by plain code and by a workflow: what the provider was sent, and what the caller got. */
export interface RoundTrip {
  readonly name: string;
  readonly plain: Side;
  readonly durable: Side;
}

interface Side {
  readonly requests: readonly WireRequest[];
  readonly result: unknown;
}

export interface RoundTripScene {
  /** The names of the calls. */
  readonly names: readonly string[];
  make(name: string): Promise<RoundTrip>;
  stop(): Promise<void>;
}

/** A server, a worker, and a wire that stands for all providers. */
export async function startRoundTripScene(): Promise<RoundTripScene> {
  const wire = await startWire();
  // The models are made as their module loads, and want to know where their provider is.
  process.env['WIRE_URL'] = wire.url;
  const { calls, roundTrip } = await import('../fixtures/round-trip/workflows.ts');
  const [models, tools] = await Promise.all([import('../fixtures/round-trip/models.ts'), import('../fixtures/round-trip/tools.ts')]);
  const server = await startDevServer();
  const connection = await NativeConnection.connect({ address: server.address });
  const onceward = new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
  const workflowsPath = fileURLToPath(new URL('../fixtures/round-trip/workflows.ts', import.meta.url));
  const worker = await Worker.create({ connection, taskQueue: 'round-trips', workflowsPath, plugins: [onceward] });
  const client = new Client({ connection });
  const running = worker.run();

  const side = async (name: string, run: () => Promise<unknown>): Promise<Side> => {
    wire.play(calls[name]?.script ?? (() => ({ status: 500, json: {} })));
    const result = withoutChance(await run());
    return { requests: wire.requests(), result };
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
      await wire.close();
      await server.stop();
    },
  };
}

/** Whether the provider was sent, and the caller got, the same. */
export function isSameRoundTrip({ plain, durable }: RoundTrip): boolean {
  return plain.requests.length > 0 && isDeepStrictEqual(plain, durable);
}
