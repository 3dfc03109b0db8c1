import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import { startDevServer, startWorkerProcess, type WorkerProcess } from 'onceward/testing';
import { startDownstream } from '../../examples/document-agent/services/downstream.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { killablePlugin } from '../fixtures/once/killable-plugin.ts';
import { memoryLedger } from 'onceward/worker';
import { until } from './until.ts';

export const KILL_POINTS = ['K1', 'K2', 'K3', 'K4', 'K5'] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

export interface WriteKilled {
  /** Whether the run asked a person. */
  readonly asked: boolean;
  /** Rows when it asked; as many as in the end when it did not. */
  readonly rowsWhenAsked: number;
  /** Rows in the end, the person having said what is true. */
  readonly rows: number;
}

/** What the promise says, by the moment the worker is killed. Only who looks can know whether a request that left was carried out. */
export const PROMISED: Readonly<Record<KillPoint, WriteKilled>> = {
  K1: { asked: true, rowsWhenAsked: 0, rows: 1 },
  K2: { asked: true, rowsWhenAsked: 1, rows: 1 },
  K3: { asked: true, rowsWhenAsked: 1, rows: 1 },
  K4: { asked: false, rowsWhenAsked: 1, rows: 1 },
  K5: { asked: false, rowsWhenAsked: 1, rows: 1 },
};

/** A server, a service that ignores keys, and a ledger: the stage on which the worker of a `sideEffect: 'once'` write is killed. */
export interface WriteScene {
  killAt(point: KillPoint): Promise<WriteKilled>;
  stop(): Promise<void>;
}

/** @param ledger a connection string of Postgres. @default a SQLite file */
export async function startWriteScene(ledger?: string): Promise<WriteScene> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-once-'));
  const server = await startDevServer();
  const service = await startDownstream({ name: 'crm', databaseFile: join(folder, 'crm.sqlite') });
  const control = async (settings: object): Promise<unknown> =>
    fetch(`${service.url}/control`, { method: 'POST', body: JSON.stringify({ ignoreKeys: true, ...settings }) });
  const read = async (path: string): Promise<{ count: number; records: { id: string }[] }> =>
    (await (await fetch(`${service.url}${path}`)).json()) as { count: number; records: { id: string }[] };
  const bundleFile = join(folder, 'bundle.cjs');
  const { code } = await bundleWorkflows(
    new URL('../fixtures/once/killable-workflows.ts', import.meta.url),
    killablePlugin(memoryLedger()),
  );
  writeFileSync(bundleFile, code);
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, namespace: server.namespace });
  const workers: WorkerProcess[] = [];

  const startWorker = async (environment: Record<string, string> = {}): Promise<WorkerProcess> => {
    const worker = await startWorkerProcess({
      file: new URL('../fixtures/once/killable-worker.ts', import.meta.url),
      cwd: folder,
      env: {
        TEMPORAL_ADDRESS: server.address,
        TEMPORAL_NAMESPACE: server.namespace,
        LEDGER: ledger ?? join(folder, 'ledger.sqlite'),
        BUNDLE: bundleFile,
        DOWNSTREAM_URL: service.url,
        ...environment,
      },
      logFile: join(folder, 'worker.log'),
    });
    workers.push(worker);
    return worker;
  };

  return {
    async killAt(point) {
      await control({ delayMs: point === 'K2' ? 1_500 : 0 });
      const before = (await read('/records')).count;
      const worker = await startWorker(point === 'K2' || point === 'K5' ? {} : { KILL_AT: point });
      const workflowId = `write-${randomUUID()}`;
      const handle = await client.workflow.start('writeAndPause', { args: [workflowId], taskQueue: 'once', workflowId });
      if (point === 'K2') {
        // The service has the request and works on it; it writes its row whatever becomes of the worker.
        await until('the request is under way', async () => (await pendingRequests(service.url)) > before);
        await worker.kill('SIGKILL');
      }
      if (point === 'K5') {
        await until('the step completes', async () => (await completed(handle)) === 1);
        await worker.kill('SIGKILL');
      }
      if ((await worker.gone) !== null) throw new Error(`The worker was not killed at ${point}.`);
      const other = await startWorker();
      const asked = await questionOf(handle);
      const rowsWhenAsked = (await read('/records')).count - before;
      if (asked !== undefined) {
        const happened = (await read('/records')).records[before];
        const answer = happened === undefined ? { action: 'approve' } : { action: 'respond', value: { id: happened.id } };
        await handle.executeUpdate(APPROVAL_DECIDE, { args: [{ id: asked.id, ...answer }] });
      }
      await handle.result();
      const rows = (await read('/records')).count - before;
      await other.kill('SIGKILL');
      return { asked: asked !== undefined, rowsWhenAsked, rows };
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await connection.close();
      await service.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function pendingRequests(url: string): Promise<number> {
  const { requests } = (await (await fetch(`${url}/requests`)).json()) as { requests: unknown[] };
  return requests.length;
}

async function completed(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => Boolean(event.activityTaskCompletedEventAttributes)).length;
}

/** What the run asks; undefined when it ended without asking. */
async function questionOf(handle: WorkflowHandle): Promise<ApprovalRequest | undefined> {
  let question: ApprovalRequest | undefined;
  await until('the run asks or ends', async () => {
    if ((await handle.describe()).status.name !== 'RUNNING') return true;
    // A workflow that has asked nothing so far does not know the query.
    [question] = await handle.query<ApprovalRequest[]>(APPROVAL_PENDING).catch(() => []);
    return question !== undefined;
  });
  return question;
}
