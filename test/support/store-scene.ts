import { mkdir, mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Artifacts, BlobStore } from 'onceward';
import { oncewardClient } from 'onceward/client';
import { startDevServer } from 'onceward/testing';
import { createArtifacts, fileStore, OncewardPlugin, sqliteJournal, type Journal } from 'onceward/worker';
import * as tools from '../fixtures/artifacts/tools.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

const TASK_QUEUE = 'artifacts';
const DAY_SECONDS = 24 * 60 * 60;

/** A laptop: a real server, a worker, and what it keeps in a folder of its own. */
export interface StoreScene {
  readonly client: Client;
  readonly folder: string;
  readonly store: BlobStore;
  readonly journal: Journal;
  readonly artifactsOf: (tenant?: string) => Artifacts;
  /** Puts a text and starts a run that works on it. */
  readonly start: (workflow: string, workflowId: string, text: string, tenant?: string) => Promise<WorkflowHandle>;
  /** Makes everything in the store look as if it was written so many days ago. */
  readonly age: (days: number) => Promise<void>;
  /** The same for the rows of the journal. */
  readonly ageRows: (days: number) => Promise<void>;
  readonly keys: () => Promise<readonly string[]>;
  /** In how many files of the folder these bytes stand, and in how many names. */
  readonly occurrencesOf: (text: string) => Promise<number>;
  readonly cli: (...words: string[]) => Promise<CliRun>;
}

export async function withStoreScene(use: (scene: StoreScene) => Promise<void>): Promise<void> {
  const server = await startDevServer();
  const [clientConnection, connection] = await Promise.all([
    Connection.connect({ address: server.address }),
    NativeConnection.connect({ address: server.address }),
  ]);
  const client = new Client({ connection: clientConnection, namespace: server.namespace });
  const folder = await mkdtemp(join(tmpdir(), 'onceward-store-'));
  await mkdir(join(folder, '.onceward'));
  const store = fileStore({ folder: join(folder, '.onceward/artifacts') });
  const journal = sqliteJournal({ file: join(folder, '.onceward/journal.sqlite') });
  const plugin = new OncewardPlugin({ modules: [tools], store, journal });
  const bundle = await bundleWorkflows(new URL('../fixtures/artifacts/workflows.ts', import.meta.url), plugin);
  const options = { connection, namespace: client.options.namespace, taskQueue: TASK_QUEUE, workflowBundle: bundle, plugins: [plugin] };
  const scene: StoreScene = {
    client,
    folder,
    store,
    journal,
    artifactsOf: (tenant) => createArtifacts({ store, ...(tenant !== undefined && { tenant }) }),
    async start(workflow, workflowId, text, tenant) {
      const onceward = oncewardClient({ store, ...(tenant !== undefined && { context: { tenant } }) });
      const document = await onceward.artifacts.put(text, { mediaType: 'text/plain' });
      const starting = new Client({ connection: client.connection, namespace: client.options.namespace, plugins: [onceward] });
      return starting.workflow.start(workflow, { taskQueue: TASK_QUEUE, workflowId, args: [document] });
    },
    async age(days) {
      const time = Date.now() / 1_000 - days * DAY_SECONDS;
      for (const file of await filesBelow(join(folder, '.onceward/artifacts'))) await utimes(file, time, time);
    },
    async ageRows(days) {
      const time = new Date(Date.now() - days * DAY_SECONDS * 1_000).toISOString();
      const database = new DatabaseSync(join(folder, '.onceward/journal.sqlite'));
      database.prepare('UPDATE journal SET recorded_at = ?').run(time);
      database.close();
    },
    async keys() {
      const keys: string[] = [];
      for await (const { key } of store.list('')) keys.push(key);
      return keys.toSorted();
    },
    async occurrencesOf(text) {
      const names = await readdir(folder, { recursive: true });
      const contents = await Promise.all((await filesBelow(folder)).map((file) => readFile(file)));
      return names.filter((name) => name.includes(text)).length + contents.filter((content) => content.includes(text)).length;
    },
    cli: (...words) => {
      const environment = { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: server.namespace };
      return runCli(words, { folder, environment });
    },
  };
  try {
    await withWorker(options, () => use(scene));
  } finally {
    await journal.close();
    await clientConnection.close();
    await connection.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
