import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { oncewardClient } from 'onceward/client';
import { startDevServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import * as steps from '../../fixtures/payloads/steps.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { startLimitAdvertisingProxy } from './limit-advertising-proxy.ts';
import type { OversizeRow } from './oversize-rows.ts';

/** Temporal's servers before 1.30, and later ones, which tell the SDK what they refuse. */
export type ServerGeneration = 'up to 1.29' | 'from 1.30 on';

export interface OversizeScene {
  readonly generation: ServerGeneration;
  readonly hasStore: boolean;
}

export interface RowOutcome {
  readonly what: string;
  /** `ok`, or the type of the error. */
  readonly outcome: string;
  /** What is not as it has to be. */
  readonly problems: readonly string[];
}

/** A run that takes longer hangs: the longest of them takes some seconds. */
const LONGEST_MS = 90_000;
const WORKFLOWS = fileURLToPath(new URL('../../fixtures/payloads/workflows.ts', import.meta.url));

/** Runs rows one after the other on a server of their own, and says of each what came of it. */
export async function measureOversize(
  { generation, hasStore }: OversizeScene,
  rows: readonly (readonly [row: OversizeRow, bytes: number])[],
): Promise<readonly RowOutcome[]> {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  const server = await startDevServer();
  const proxy = generation === 'up to 1.29' ? undefined : await startLimitAdvertisingProxy(server.address);
  const address = proxy?.address ?? server.address;
  const [clientConnection, connection] = await Promise.all([Connection.connect({ address }), NativeConnection.connect({ address })]);
  const store = hasStore ? memoryStore() : undefined;
  const client = new Client({ connection: clientConnection, plugins: [oncewardClient(store && { store })] });
  const plugin = new OncewardPlugin({ modules: [steps], store: store ?? 'none', journal: memoryJournal(), shutdownGrace: '1s' });
  const workflowBundle = await bundle(plugin);
  const taskQueue = randomUUID();
  const worker = { connection, taskQueue, workflowBundle, activities: steps.plainActivities, plugins: [plugin] };
  try {
    const outcomes = await withWorker(worker, async () => {
      const measured: RowOutcome[] = [];
      for (const [row, bytes] of rows) measured.push(await measureRow({ client, taskQueue, row, bytes }));
      return measured;
    });
    if (proxy?.told() === 0) throw new Error('Nobody asked the proxy for the limits.');
    return outcomes;
  } finally {
    await clientConnection.close();
    await connection.close();
    await proxy?.close();
    await server.stop();
  }
}

function bundle(plugin: OncewardPlugin): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({ workflowsPath: WORKFLOWS, plugins: [plugin], logger: new DefaultLogger('ERROR', () => undefined) });
}

interface Measuring {
  readonly client: Client;
  readonly taskQueue: string;
  readonly row: OversizeRow;
  readonly bytes: number;
}

async function measureRow({ client, taskQueue, row, bytes }: Measuring): Promise<RowOutcome> {
  Object.assign(steps.ran, { make: 0, measure: 0, plain: 0 });
  const started: WorkflowHandle[] = [];
  const start = async (workflow: string, args: readonly unknown[], memo?: Record<string, unknown>): Promise<WorkflowHandle> => {
    const handle = await client.workflow.start(workflow, { args: [...args], taskQueue, workflowId: randomUUID(), ...(memo && { memo }) });
    started.push(handle);
    return handle;
  };
  const outcome = await Promise.race([
    row.run({ client, taskQueue, start }, bytes).then(
      () => 'ok',
      (error: unknown) => typeOf(error),
    ),
    sleep(LONGEST_MS, 'stuck', { ref: false }),
  ]);
  const problems = (await Promise.all(started.map(problemsOf))).flat();
  const runs = row.paid === undefined ? undefined : steps.ran[row.paid];
  if (runs !== undefined && runs !== (outcome !== 'ok' && row.refusedBefore === true ? 0 : 1))
    problems.push(`the paid activity ran ${runs} times`);
  if (outcome === 'stuck') await Promise.all(started.map((handle) => handle.terminate().catch(() => undefined)));
  return { what: row.what, outcome, problems };
}

/** The type of the failure that ended the run or the call; the class of the innermost error where none has a type. */
function typeOf(error: unknown): string {
  let type: string | undefined;
  let className = '';
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code, type: failureType } = current as { code?: unknown; type?: unknown };
    const stated = typeof failureType === 'string' ? failureType : code;
    if (typeof stated === 'string') type = stated;
    className = current.constructor.name;
  }
  return type ?? className;
}

async function problemsOf(handle: WorkflowHandle): Promise<readonly string[]> {
  const { status, raw } = await handle.describe();
  const attempt = raw.pendingWorkflowTask?.attempt ?? 1;
  return [
    ...(status.name === 'COMPLETED' || status.name === 'FAILED' || status.name === 'CONTINUED_AS_NEW' ? [] : [`the run is ${status.name}`]),
    ...(attempt > 1 ? [`its workflow task is tried for the ${attempt}th time`] : []),
  ];
}
