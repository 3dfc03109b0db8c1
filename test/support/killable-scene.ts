import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { CallOptions } from 'onceward';
import { oncewardClient } from 'onceward/client';
import { startDevServer, startWorkerProcess, type WorkerProcess } from 'onceward/testing';
import type { CreateOnceward } from './create-onceward.ts';
import { startOutsideWorld, type OutsideWorld } from './outside-world.ts';

export type Environment = Readonly<Record<string, string>>;

/** A real server, a world outside that counts, and workers that can be killed: the stage of the crash tests. */
export interface KillableScene {
  readonly folder: string;
  /** Of the server. */
  readonly address: string;
  readonly client: Client;
  readonly world: OutsideWorld;
  /** @param own what is different from the scene's other workers */
  startWorker(own?: Environment): Promise<WorkerProcess>;
  start(workflow: string, ...args: unknown[]): Promise<WorkflowHandle>;
  /** The same on a task queue of its own. */
  startOn(taskQueue: string, workflow: string, ...args: unknown[]): Promise<WorkflowHandle>;
  /** Kills the server, and starts another at the same address with the same database when it was away for a while. */
  restartServer(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** How steps are tried; it stands in the bundle. */
interface Policy {
  /** @default '2s' */
  readonly heartbeat?: string;
  /** How soon a step is tried again. @default by kind */
  readonly firstRetry?: string;
  /** How often it is tried in all. @default by kind */
  readonly attempts?: number;
}

type Fixture = 'killable' | 'every-kind' | 'fast-steps' | 'chaos' | 'mcp' | 'embed' | 'retrieval';

const bundles = new Map<string, Promise<string>>();

/** The workflow bundle of a fixture, made once a test process for each policy. */
function bundleCode(fixture: Fixture, policy: Policy): Promise<string> {
  const name = JSON.stringify([fixture, policy]);
  const known = bundles.get(name);
  if (known !== undefined) return known;
  const made = makeBundle(fixture, policy);
  bundles.set(name, made);
  return made;
}

async function makeBundle(fixture: Fixture, policy: Policy): Promise<string> {
  const { createOnceward } = (await import(fileOf(fixture, 'onceward.ts').href)) as { createOnceward: CreateOnceward };
  const plugins = [createOnceward({ defaults: toDefaults(policy) })];
  const workflowsPath = fileURLToPath(fileOf(fixture, 'workflows.ts'));
  return (await bundleWorkflowCode({ workflowsPath, plugins, logger: new DefaultLogger('ERROR') })).code;
}

function fileOf(fixture: Fixture, name: string): URL {
  return new URL(`../fixtures/${fixture}/${name}`, import.meta.url);
}

function toDefaults({ heartbeat = '2s', firstRetry, attempts }: Policy): CallOptions {
  const retry = {
    ...(firstRetry !== undefined && { initialInterval: firstRetry }),
    ...(attempts !== undefined && { maximumAttempts: attempts }),
  };
  return { heartbeatTimeout: heartbeat, retry };
}

let runs = 0;

export interface SceneOptions extends Policy {
  /** Whose steps and workflows. @default 'killable' */
  readonly fixture?: Fixture;
  /** For all workers. */
  readonly environment?: Environment;
}

/** A step of every kind. A dead worker is noticed soon; a busy machine, on which heartbeats come late, costs attempts and no more. */
export const EVERY_KIND: SceneOptions = { fixture: 'every-kind', heartbeat: '2s', firstRetry: '100ms', attempts: 50 };

export async function startKillableScene({
  fixture = 'killable',
  environment: more = {},
  ...policy
}: SceneOptions = {}): Promise<KillableScene> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-killable-'));
  const databaseFile = join(folder, 'temporal.sqlite');
  let server = await startDevServer({ databaseFile });
  const world = await startOutsideWorld();
  const bundleFile = join(folder, 'bundle.cjs');
  writeFileSync(bundleFile, await bundleCode(fixture, policy));
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, namespace: server.namespace, plugins: [oncewardClient()] });
  const workers: WorkerProcess[] = [];

  const environment = {
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: server.namespace,
    JOURNAL: join(folder, 'journal.sqlite'),
    BUNDLE: bundleFile,
    ONCEWARD: fileOf(fixture, 'onceward.ts').href,
    DEFAULTS: JSON.stringify(toDefaults(policy)),
    WORLD_URL: world.url,
    // Most of a worker's start is the reading of code.
    NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/onceward', import.meta.url)),
    ...more,
  };

  const startOn = (taskQueue: string, workflow: string, args: unknown[]): Promise<WorkflowHandle> =>
    client.workflow.start(workflow, { taskQueue, workflowId: `run-${++runs}`, args });

  return {
    folder,
    address: server.address,
    client,
    world,
    async startWorker(own = {}) {
      const worker = await startWorkerProcess({
        file: fileOf(fixture === 'chaos' ? 'chaos' : 'killable', 'worker.ts'),
        cwd: folder,
        env: { ...environment, ...own },
        logFile: join(folder, 'worker.log'),
      });
      workers.push(worker);
      return worker;
    },
    start: (workflow, ...args) => startOn('killable', workflow, args),
    startOn: (taskQueue, workflow, ...args) => startOn(taskQueue, workflow, args),
    async restartServer(downMs) {
      const { address, pid } = server;
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      await server.stop();
      await sleep(downMs);
      server = await startDevServer({ databaseFile, port: Number(address.split(':').at(-1)) });
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await connection.close();
      await world.close();
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

/** How many activities of the run have completed or failed for good. */
export async function endedActivities(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => Boolean(event.activityTaskCompletedEventAttributes ?? event.activityTaskFailedEventAttributes))
    .length;
}

/** Sets the scene, uses it once, and clears it away. */
export async function withKillableScene<Result>(
  use: (scene: KillableScene) => Promise<Result>,
  options: SceneOptions = {},
): Promise<Result> {
  const scene = await startKillableScene(options);
  try {
    return await use(scene);
  } finally {
    await scene.stop();
  }
}
