import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { oncewardClient } from 'onceward/client';
import { startDevServer, startWorkerProcess, type DevServer, type WorkerProcess } from 'onceward/testing';
import { OncewardPlugin } from 'onceward/worker';
import { startServices, type RunningServices } from '../../examples/document-agent/services/start-services.ts';
import type { LoggedRequest } from '../../examples/document-agent/services/request-log.ts';
import * as steps from '../fixtures/killable/steps.ts';

export type KillPoint = 'K1' | 'K3' | 'K4';

/** A real server, real services outside, and workers that can be killed: the stage of the crash tests. */
export interface KillableScene {
  readonly folder: string;
  readonly server: DevServer;
  readonly client: Client;
  readonly services: RunningServices;
  startWorker(options?: { killAt?: KillPoint; environment?: Record<string, string> }): Promise<WorkerProcess>;
  start(workflow: string, ...args: unknown[]): Promise<WorkflowHandle>;
  control(service: keyof RunningServices['urls'], settings: object): Promise<void>;
  requests(service: keyof RunningServices['urls']): Promise<LoggedRequest[]>;
  stop(): Promise<void>;
}

const bundles = new Map<string, Promise<string>>();

/** The workflow bundle of the fixture, made once a test process for each heartbeat timeout: the policies stand in the bundle. */
function bundleCode(heartbeat: string): Promise<string> {
  const known = bundles.get(heartbeat);
  if (known !== undefined) return known;
  const workflowsPath = fileURLToPath(new URL('../fixtures/killable/workflows.ts', import.meta.url));
  const options = { workflowsPath, plugins: [createPlugin(heartbeat)], logger: new DefaultLogger('ERROR') };
  const made = bundleWorkflowCode(options).then(({ code }) => code);
  bundles.set(heartbeat, made);
  return made;
}

function createPlugin(heartbeatTimeout: string): OncewardPlugin {
  return new OncewardPlugin({ modules: [steps], adapters: [aiSdk()], defaults: { heartbeatTimeout } });
}

let runs = 0;

export async function startKillableScene(more: Record<string, string> = {}): Promise<KillableScene> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-killable-'));
  const server = await startDevServer({ databaseFile: join(folder, 'temporal.sqlite') });
  const services = await startServices({ folder: join(folder, 'services') });
  const bundleFile = join(folder, 'bundle.cjs');
  writeFileSync(bundleFile, await bundleCode(more['HEARTBEAT'] ?? '2s'));
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, namespace: server.namespace, plugins: [oncewardClient()] });
  const workers: WorkerProcess[] = [];

  const environment = {
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: server.namespace,
    JOURNAL: join(folder, 'journal.sqlite'),
    BUNDLE: bundleFile,
    HEARTBEAT: '2s',
    MODEL_URL: services.urls.modelServer,
    REGISTRY_URL: services.urls.companyRegistry,
    DOWNSTREAM_URL: services.urls.crm,
    ...more,
  };

  return {
    folder,
    server,
    client,
    services,
    async startWorker({ killAt, environment: own = {} } = {}) {
      const worker = await startWorkerProcess({
        file: new URL('../fixtures/killable/worker.ts', import.meta.url),
        cwd: folder,
        env: { ...environment, ...own, ...(killAt !== undefined && { KILL_AT: killAt }) },
        logFile: join(folder, 'worker.log'),
      });
      workers.push(worker);
      return worker;
    },
    start: (workflow, ...args) => client.workflow.start(workflow, { taskQueue: 'killable', workflowId: `run-${++runs}`, args }),
    async control(service, settings) {
      const response = await fetch(`${services.urls[service]}/control`, { method: 'POST', body: JSON.stringify(settings) });
      if (!response.ok) throw new Error(`${service} refused ${JSON.stringify(settings)}: ${await response.text()}`);
    },
    async requests(service) {
      const path = service === 'modelServer' ? 'bill' : 'requests';
      const { requests } = (await (await fetch(`${services.urls[service]}/${path}`)).json()) as { requests: LoggedRequest[] };
      return requests;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await connection.close();
      await services.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How many activities of the run have completed. */
export async function completedActivities(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => Boolean(event.activityTaskCompletedEventAttributes)).length;
}

/** Sets the scene, uses it once, and clears it away. */
export async function withKillableScene<Result>(
  use: (scene: KillableScene) => Promise<Result>,
  environment: Record<string, string> = {},
): Promise<Result> {
  const scene = await startKillableScene(environment);
  try {
    return await use(scene);
  } finally {
    await scene.stop();
  }
}
