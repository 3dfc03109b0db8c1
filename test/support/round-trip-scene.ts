import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Client, type WorkflowHandle } from '@temporalio/client';
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
  /** Of the workflow that made a call. */
  history(name: string): ReturnType<WorkflowHandle['fetchHistory']>;
  stop(): Promise<void>;
}

const FRAMEWORKS = {
  // Each is loaded where it is wanted: a project with one of the frameworks does not have the other.
  'ai-sdk': { adapter: async () => (await import('onceward/ai-sdk/worker')).aiSdk(), folder: '../fixtures/round-trip/' },
  langchain: { adapter: async () => (await import('onceward/langchain/worker')).langchain(), folder: '../fixtures/langchain-round-trip/' },
};

/** The calls of a framework, and what runs them as workflows. Their models are made as their module loads, and want to know by then where their provider is. */
export async function loadRoundTrips(
  framework: keyof typeof FRAMEWORKS,
): Promise<Workflows & { readonly workflowsPath: string; readonly onceward: OncewardPlugin }> {
  const { adapter, folder } = FRAMEWORKS[framework];
  const { calls, roundTrip } = (await import(`${folder}workflows.ts`)) as Workflows;
  const modules = (await Promise.all([import(`${folder}models.ts`), import(`${folder}tools.ts`)])) as Record<string, unknown>[];
  const onceward = new OncewardPlugin({ modules, adapters: [await adapter()], store: memoryStore(), journal: memoryJournal() });
  return { calls, roundTrip, onceward, workflowsPath: fileURLToPath(new URL(`${folder}workflows.ts`, import.meta.url)) };
}

/** A server, a worker, and a wire that stands for all providers. */
export async function startRoundTripScene(framework: keyof typeof FRAMEWORKS): Promise<RoundTripScene> {
  const wire = await startWire();
  process.env['WIRE_URL'] = wire.url;
  const { calls, roundTrip, workflowsPath, onceward } = await loadRoundTrips(framework);
  const server = await startDevServer();
  const connection = await NativeConnection.connect({ address: server.address });
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
      const options = { taskQueue: 'round-trips', workflowId: idOf(name), args: [name] };
      const plain = await side(name, () => roundTrip(name));
      return { name, plain, durable: await side(name, () => client.workflow.execute('roundTrip', options)) };
    },
    history: (name) => client.workflow.getHandle(idOf(name)).fetchHistory(),
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await wire.close();
      await server.stop();
    },
  };
}

function idOf(name: string): string {
  return name.replaceAll(' ', '-');
}

/** Whether the provider was sent, and the caller got, the same. */
export function isSameRoundTrip({ plain, durable }: RoundTrip): boolean {
  return plain.requests.length > 0 && isDeepStrictEqual(plain, durable);
}
