import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import { startDevServer } from 'onceward/testing';
import { startModelServer } from '../../../examples/document-agent/services/model-server.ts';
import { textOf } from '../../fixtures/harness/bundle-workflows.ts';
import { bytesIn, textsIn } from '../history-payloads.ts';
import { databaseContent } from './database-content.ts';
import { PLANTED } from './planted-secrets.ts';
import type { StepName } from './workflows.ts';

/** Where something is kept that others can read. */
export type Place = 'histories' | 'database' | 'journal' | 'log' | 'spans' | 'bundle';

/** A server, a provider that refuses as told, and a worker process with secrets all around it. */
export interface SecretsScene {
  runStep(name: StepName): Promise<string>;
  askModel(question: string): Promise<string>;
  /** Makes the provider refuse the next request with this status, quoting a key. */
  refuse(status: number): Promise<void>;
  /** Everything that the places hold by now. */
  contents(): Promise<Readonly<Record<Place, Buffer>>>;
  stop(): Promise<void>;
}

const TASK_QUEUE = 'secrets';

export async function startSecretsScene(): Promise<SecretsScene> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-secrets-'));
  const fileOf = (name: string): string => join(folder, name);
  const spans = fileOf('spans.jsonl');
  const [database, journal, bundle, log] = [
    fileOf('temporal.sqlite'),
    fileOf('journal.sqlite'),
    fileOf('bundle.cjs'),
    fileOf('worker.log'),
  ];
  const server = await startDevServer({ databaseFile: database });
  const provider = await startModelServer({ databaseFile: fileOf('provider.sqlite') });
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, namespace: server.namespace, plugins: [oncewardClient()] });
  const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [], {
    cwd: folder,
    env: { ...process.env, ...environment(server.address, provider.url), JOURNAL: journal, BUNDLE: bundle, SPANS: spans, TASK_QUEUE },
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a'), 'ipc'],
  });
  const gone = once(worker, 'exit');
  await Promise.race([once(worker, 'message'), gone.then(() => Promise.reject(new Error(readFileSync(log, 'utf8'))))]);
  const handles: WorkflowHandle[] = [];
  const run = async (workflow: string, argument: string): Promise<string> => {
    const handle = await client.workflow.start(workflow, { taskQueue: TASK_QUEUE, workflowId: `run-${handles.length}`, args: [argument] });
    handles.push(handle);
    return handle.result() as Promise<string>;
  };
  return {
    runStep: (name) => run('runStep', name),
    askModel: (question) => run('askModel', question),
    async refuse(status) {
      const failure = {
        status,
        headers: { 'x-request-token': PLANTED['a header of the provider’s answer'] },
        body: { error: { message: `Request failed, key: ${PLANTED['a key that the provider quotes in its error message']}` } },
      };
      await fetch(`${provider.url}/control`, { method: 'POST', body: JSON.stringify({ failNext: [failure] }) });
    },
    async contents() {
      const histories = await Promise.all(handles.map((handle) => handle.fetchHistory()));
      return {
        histories: Buffer.concat([...bytesIn(histories), ...textsIn(histories).map((text) => Buffer.from(text))]),
        database: databaseContent(database),
        journal: databaseContent(journal),
        log: readFileSync(log),
        spans: readFileSync(spans),
        bundle: Buffer.from(textOf({ code: readFileSync(bundle, 'utf8') })),
      };
    },
    async stop() {
      worker.kill('SIGKILL');
      await gone;
      await connection.close();
      await provider.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environment(address: string, providerUrl: string): Record<string, string> {
  return {
    TEMPORAL_ADDRESS: address,
    MODEL_URL: providerUrl,
    PROVIDER_KEY: PLANTED['the API key of the model client, from the environment'],
    INTERNAL_TOKEN: PLANTED['an environment variable of the worker'],
  };
}
