import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { oncewardClient } from '../../client/client-plugin.js';
import type { DevServer } from '../dev-server/dev-server.js';
import { startDevServer } from '../dev-server/start-dev-server.js';
import type { ScriptedProvider } from '../provider/scripted-provider.js';
import { startScriptedProvider } from '../provider/start-scripted-provider.js';
import type { Journal } from '../../worker/journal/journal.js';
import type { OncewardPlugin } from '../../worker/plugin/onceward-plugin.js';
import type { AdapterContractOptions } from './contract-options.js';

/** What the provider says in the contract, and in which header of its answer something stands that nobody may keep. */
export const SCRIPT = {
  text: 'The tide turns at noon.',
  usage: { inputTokens: 23, outputTokens: 9 },
  responseHeader: 'canary-of-the-answers-header',
} as const;

/** A server, a provider and a worker with the adapter. */
export interface ContractScene {
  readonly provider: ScriptedProvider;
  readonly start: (prompt: string) => Promise<WorkflowHandle>;
  /** Of the worker. */
  readonly journal: Journal;
  stop(): Promise<void>;
}

const TASK_QUEUE = 'adapter-contract';

/** @throws whatever a part throws that does not start; the parts before it are stopped */
export async function startContractScene(options: AdapterContractOptions): Promise<ContractScene> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    return { ...(await openScene(options, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openScene(options: AdapterContractOptions, closers: (() => Promise<unknown>)[]): Promise<Omit<ContractScene, 'stop'>> {
  const provider = await startProvider();
  closers.push(() => provider.close());
  options.useProvider(provider.url);
  const server = await startDevServer();
  closers.push(() => server.stop());
  const plugin = options.createPlugin();
  closers.push(await startWorker(plugin, { server, workflowsPath: options.workflowsPath }));
  // Once more, before the worker stops: a worker whose adapter does not let go of a request would wait for its answer.
  closers.push(() => provider.close());
  // Loaded here only: the entry is also imported where no client is needed.
  const { Client, Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ address: server.address });
  closers.push(() => connection.close());
  const client = new Client({ connection, namespace: server.namespace, plugins: [oncewardClient()] });
  return {
    provider,
    journal: plugin.records().journal,
    start: (prompt) => client.workflow.start(options.workflow, { args: [prompt], taskQueue: TASK_QUEUE, workflowId: randomUUID() }),
  };
}

function startProvider(): Promise<ScriptedProvider> {
  const { text, usage, responseHeader } = SCRIPT;
  return startScriptedProvider({ script: () => ({ text, usage, headers: { 'x-answered-by': responseHeader } }) });
}

/** Starts a worker with the adapter, and gives the way to stop it. */
async function startWorker(
  plugin: OncewardPlugin,
  { server, workflowsPath }: Pick<AdapterContractOptions, 'workflowsPath'> & { readonly server: DevServer },
): Promise<() => Promise<void>> {
  const { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } = await import('@temporalio/worker');
  const plugins = [plugin];
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, plugins, logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address: server.address });
  const options = { connection, namespace: server.namespace, taskQueue: TASK_QUEUE, workflowBundle, plugins };
  const worker = await Worker.create(options).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}
