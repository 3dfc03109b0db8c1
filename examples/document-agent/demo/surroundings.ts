import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { oncewardClient } from 'onceward/client';
import { startDevServer, type DevServer } from 'onceward/testing';
import type { OncewardPluginOptions } from 'onceward/worker';
import { loadTwin, type Framework } from '../twins.ts';
import { CRASH_OPTIONS } from './crash-options.ts';
import { startServiceProcess, startWorker, type TaskQueue, type WorkerProcess } from './child-processes.ts';
import type { ServiceUrls } from './service-counts.ts';
import type { StopList } from './stop-list.ts';

/** Everything around a run: the server, the services outside, and the workers. */
export interface Surroundings {
  readonly folder: string;
  readonly server: DevServer;
  readonly client: Client;
  readonly urls: ServiceUrls;
  readonly workers: WorkerProcess[];
  startWorker(taskQueue: TaskQueue): Promise<WorkerProcess>;
  /** Where a run can be looked at. */
  uiUrl(workflowId: string): string | undefined;
  /** Lets the workers finish what they have in hand, then stops everything. */
  stop(): Promise<void>;
}

export interface SurroundingsOptions {
  readonly workersAQueue: number;
  readonly framework: Framework;
  readonly stops: StopList;
  /** Given each worker, which then has a kill switch. */
  readonly onForked?: ((worker: WorkerProcess) => void) | undefined;
}

/** Starts a real Temporal server, the services and the workers. Everything that is kept goes into one folder. */
export async function startSurroundings({ workersAQueue, framework, stops, onForked }: SurroundingsOptions): Promise<Surroundings> {
  const folder = resolve('.onceward', 'demo', new Date().toISOString().replaceAll(/[:.]/g, '-'));
  mkdirSync(folder, { recursive: true });
  // Ctrl-C is the demo's own to handle: this process runs no worker.
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const server = await startDevServer({ databaseFile: join(folder, 'temporal.sqlite'), uiPort: 0, onProgress: console.log });
  stops.add(() => server.stop());
  const [urls, bundleFile] = await Promise.all([
    startServiceProcess(folder, stops),
    writeBundle(folder, framework, onForked === undefined ? {} : CRASH_OPTIONS),
  ]);
  const environment = workerEnvironment({ server, urls, folder, bundleFile });
  const workers: WorkerProcess[] = [];
  const start = async (taskQueue: TaskQueue): Promise<WorkerProcess> => {
    const worker = await startWorker(taskQueue, { folder, environment, framework, stops, onForked });
    workers.push(worker);
    return worker;
  };
  await Promise.all((['agents', 'gpu'] as const).flatMap((queue) => Array.from({ length: workersAQueue }, () => start(queue))));
  const connection = await Connection.connect({ address: server.address });
  const { uiUrl, namespace } = server;
  return {
    folder,
    server,
    client: new Client({ connection, namespace, plugins: [oncewardClient()] }),
    urls,
    workers,
    startWorker: start,
    uiUrl: (workflowId) => (uiUrl === undefined ? undefined : `${uiUrl}/namespaces/${namespace}/workflows/${workflowId}`),
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop('SIGTERM')));
      await connection.close();
      await stops.stopAll();
    },
  };
}

/** Bundled once, not by each worker: a worker that takes over is ready at once. */
async function writeBundle(folder: string, framework: Framework, options: Partial<OncewardPluginOptions>): Promise<string> {
  const { createOnceward, workflowsPath } = await loadTwin(framework);
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    plugins: [createOnceward(options)],
    logger: new DefaultLogger('ERROR'),
  });
  const file = join(folder, 'workflow-bundle.cjs');
  writeFileSync(file, code);
  return file;
}

interface EnvironmentOptions {
  readonly server: DevServer;
  readonly urls: ServiceUrls;
  readonly folder: string;
  readonly bundleFile: string;
}

function workerEnvironment({ server, urls, folder, bundleFile }: EnvironmentOptions): Record<string, string> {
  const ownModel = process.env['OPENAI_API_KEY'] !== undefined;
  return {
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: server.namespace,
    WORKFLOW_BUNDLE: bundleFile,
    DATA_FOLDER: folder,
    COMPANY_REGISTRY_URL: urls['companyRegistry'] ?? '',
    CRM_URL: urls['crm'] ?? '',
    ACCOUNTING_URL: urls['accounting'] ?? '',
    ARCHIVE_URL: urls['archive'] ?? '',
    ...(!ownModel && { OPENAI_BASE_URL: `${urls['modelServer']}/v1`, OPENAI_API_KEY: 'scripted', OPENAI_MODEL: 'scripted' }),
  };
}
