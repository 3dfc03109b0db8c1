import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { oncewardClient } from 'onceward/client';
import { startDevServer, startScriptedProvider, startWorkerProcess, type WorkerProcess } from 'onceward/testing';
import { createOnceward } from '../fixtures/chain/onceward.ts';
import { pageScript } from '../fixtures/chain/page-script.ts';

const TASK_QUEUE = 'chain';
const WORKFLOWS = fileURLToPath(new URL('../fixtures/chain/workflows.ts', import.meta.url));

/** Agents of `test/fixtures/chain`, workers that can be killed, and a model that says what it was sent. */
export interface ChainScene {
  readonly client: Client;
  readonly taskQueue: string;
  /** The hash of each request that the model got, oldest first. */
  readonly prompts: readonly string[];
  readonly startWorker: () => Promise<WorkerProcess>;
  /** Holds back the answer to the request that comes after so many. */
  readonly hold: (requests: number) => { readonly arrived: Promise<void>; readonly release: () => void };
}

export interface ChainSceneOptions {
  /** Whether a worker may take the activities of its own workflow tasks at once. */
  readonly eager: boolean;
  /** Of the results of tools. */
  readonly sizes: readonly number[];
  readonly environment?: Readonly<Record<string, string>>;
}

export async function withChainScene<Result>(options: ChainSceneOptions, use: (scene: ChainScene) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-chain-'));
  const prompts: string[] = [];
  const held = new Map<number, { readonly arrive: () => void; readonly released: Promise<void> }>();
  const answer = pageScript(options.sizes);
  const provider = await startScriptedProvider({
    async script(request) {
      prompts.push(createHash('sha256').update(JSON.stringify(request.body)).digest('hex'));
      const hold = held.get(prompts.length);
      hold?.arrive();
      await hold?.released;
      return answer(request);
    },
  });
  process.env['MODEL_URL'] = provider.url;
  const server = await startDevServer({ dynamicConfig: { 'system.enableActivityEagerExecution': options.eager } });
  const connection = await Connection.connect({ address: server.address });
  const workers: WorkerProcess[] = [];
  try {
    const bundle = join(folder, 'bundle.cjs');
    const plugins = [createOnceward({ store: 'none' })];
    const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, plugins, logger: new DefaultLogger('ERROR') });
    writeFileSync(bundle, code);
    const env = {
      TEMPORAL_ADDRESS: server.address,
      TASK_QUEUE,
      FOLDER: folder,
      BUNDLE: bundle,
      MODEL_URL: provider.url,
      ...options.environment,
    };
    return await use({
      client: new Client({ connection, namespace: server.namespace, plugins: [oncewardClient()] }),
      taskQueue: TASK_QUEUE,
      prompts,
      hold(requests) {
        const [arrival, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        held.set(prompts.length + requests + 1, { arrive: arrival.resolve, released: release.promise });
        return { arrived: arrival.promise, release: release.resolve };
      },
      async startWorker() {
        const worker = await startWorkerProcess({ file: new URL('../fixtures/chain/worker.ts', import.meta.url), env });
        workers.push(worker);
        return worker;
      },
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await connection.close();
    await Promise.all([server.stop(), provider.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
