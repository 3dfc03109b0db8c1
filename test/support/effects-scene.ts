import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { oncewardClient } from 'onceward/client';
import { startDevServer, startWorkerProcess, type WorkerProcess } from 'onceward/testing';
import { OncewardPlugin } from 'onceward/worker';
import * as steps from '../fixtures/effects/steps.ts';
import { startEffectsService, type EffectsService } from './effects-service.ts';

/** A server, a service with rows and jobs, and workers that are replaced when they die. */
export interface EffectsScene {
  readonly client: Client;
  readonly service: EffectsService;
  /** Keeps one worker alive until it is called again or the scene ends. @param first added to the environment of the first @param all of each */
  employ(first?: Record<string, string>, all?: Record<string, string>): Promise<Employment>;
  start(workflow: string, ...args: unknown[]): Promise<WorkflowHandle>;
  stop(): Promise<void>;
}

export interface Employment {
  readonly kills: () => number;
  kill(signal?: NodeJS.Signals): Promise<void>;
  end(): Promise<void>;
}

async function writeBundle(file: string): Promise<void> {
  const workflowsPath = fileURLToPath(new URL('../fixtures/effects/workflows.ts', import.meta.url));
  const plugins = [new OncewardPlugin({ modules: [steps] })];
  writeFileSync(file, (await bundleWorkflowCode({ workflowsPath, plugins, logger: new DefaultLogger('ERROR') })).code);
}

export async function startEffectsScene(): Promise<EffectsScene> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-effects-'));
  const [server, service] = await Promise.all([startDevServer(), startEffectsService(), writeBundle(join(folder, 'bundle.cjs'))]);
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, namespace: server.namespace, plugins: [oncewardClient()] });
  const environment = {
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: server.namespace,
    JOURNAL: join(folder, 'journal.sqlite'),
    BUNDLE: join(folder, 'bundle.cjs'),
    SERVICE_URL: service.url,
  };
  const hire = (more: Record<string, string>): Promise<WorkerProcess> =>
    startWorkerProcess({
      file: new URL('../fixtures/effects/worker.ts', import.meta.url),
      cwd: folder,
      env: { ...environment, ...more },
      logFile: join(folder, 'worker.log'),
    });
  let runs = 0;
  let current: Employment | undefined;
  return {
    client,
    service,
    async employ(first = {}, all = {}) {
      await current?.end();
      current = await employ(hire, service, { first: { ...all, ...first }, all });
      return current;
    },
    start: (workflow, ...args) => client.workflow.start(workflow, { taskQueue: 'effects', workflowId: `run-${++runs}`, args }),
    async stop() {
      await current?.end();
      await connection.close();
      await Promise.all([server.stop(), service.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function employ(
  hire: (environment: Record<string, string>) => Promise<WorkerProcess>,
  service: EffectsService,
  { first, all }: { readonly first: Record<string, string>; readonly all: Record<string, string> },
): Promise<Employment> {
  // As a promise: whoever kills the next worker waits until there is one.
  let worker = hire(first);
  await worker;
  let kills = 0;
  let isOver = false;
  const kill = async (signal?: NodeJS.Signals): Promise<void> => void (await (await worker).kill(signal));
  service.settings.onCut = () => void kill();
  const replacing = (async () => {
    for (;;) {
      await (
        await worker
      ).gone;
      if (isOver) return;
      kills += 1;
      worker = hire(all);
      if (isOver) void kill();
    }
  })();
  return {
    kills: () => kills,
    kill,
    async end() {
      isOver = true;
      await kill();
      await replacing;
      await kill();
    },
  };
}
