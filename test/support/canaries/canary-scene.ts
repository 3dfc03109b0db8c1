import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import type { Artifacts } from 'onceward';
import { oncewardClient } from 'onceward/client';
import { startDevServer, startScriptedProvider } from 'onceward/testing';
import { fileStore } from 'onceward/worker';
import { collect } from '../../unit/stores/collect.ts';
import { runCli, type CliRun } from '../../unit/cli/run-cli.ts';
import { bytesIn, textsIn } from '../history-payloads.ts';
import { databaseContent } from '../secrets/database-content.ts';
import { until } from '../until.ts';
import { canaryOf } from './canaries.ts';
import { encryptionOf } from './encryption.ts';

/** What others can read: what Temporal keeps, what we keep, and what a worker tells. */
export type Place = 'server’s database' | 'histories, headers and memos' | 'store' | 'journal' | 'ledger' | 'log' | 'spans';

/** What is ours to erase. */
export const OURS: readonly Place[] = ['store', 'journal', 'ledger'];

/** A server, and a worker process through which content has gone in every way. */
export interface CanaryScene {
  readonly client: Client;
  /** All that a place holds by now: bytes, and names of files. */
  readonly contentOf: (place: Place) => Promise<Buffer>;
  /** The keys of the store's objects. */
  readonly keys: () => Promise<readonly string[]>;
  /** Makes every object look as if it was written so many days ago. */
  readonly age: (days: number) => Promise<void>;
  /** The program with the plugin of the worker, but with this key. */
  readonly cli: (words: readonly string[], key?: string) => Promise<CliRun>;
}

export const PLACES: readonly Place[] = ['server’s database', 'histories, headers and memos', ...OURS, 'log', 'spans'];

const TASK_QUEUE = 'canaries';
const DAY_SECONDS = 24 * 60 * 60;

/** Runs everything that takes or gives content, under a key or without encryption, then lets `use` look around. */
export async function withCanaries(key: string | undefined, use: (scene: CanaryScene) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'onceward-canaries-'));
  const server = await startDevServer({ databaseFile: join(folder, 'temporal.sqlite') });
  const provider = await startScriptedProvider({
    script: [
      { toolCalls: [{ name: 'lookUp', input: { question: canaryOf('argument of a tool call') } }] },
      { toolCalls: [{ name: 'count', input: {} }] },
      canaryOf('answer of a model'),
    ],
  });
  const connection = await Connection.connect({ address: server.address });
  const store = fileStore({ folder: join(folder, 'store') });
  const onceward = oncewardClient({ store, ...encryptionOf(key) });
  const client = new Client({ connection, namespace: server.namespace, plugins: [onceward] });
  const environment = { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: server.namespace, FOLDER: folder, MODEL_URL: provider.url };
  const worker = await startWorker(folder, { ...environment, KEY: key ?? '' });
  try {
    const handles = await runEverything(client, onceward.artifacts);
    await worker.stop();
    await use({
      client,
      contentOf: (place) => contentOf(place, folder, handles),
      keys: async () => (await collect(store.list(''))).map((found) => found.key).toSorted(),
      async age(days) {
        const time = Date.now() / 1_000 - days * DAY_SECONDS;
        for (const file of await filesBelow(join(folder, 'store'))) await utimes(file, time, time);
      },
      cli: (words, other = key ?? '') =>
        runCli(['store', ...words, '--plugin', fileURLToPath(new URL('plugin.ts', import.meta.url))], {
          environment: { ...environment, KEY: other },
        }),
    });
  } finally {
    await worker.stop();
    await connection.close();
    await provider.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startWorker(folder: string, environment: Record<string, string>): Promise<{ stop(): Promise<void> }> {
  const log = join(folder, 'worker.log');
  const worker: ChildProcess = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [], {
    cwd: folder,
    env: { ...process.env, ...environment, SPANS: join(folder, 'spans.jsonl'), TASK_QUEUE },
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a'), 'ipc'],
  });
  const gone = once(worker, 'exit');
  await Promise.race([once(worker, 'message'), gone.then(() => Promise.reject(new Error(readFileSync(log, 'utf8'))))]);
  return {
    async stop() {
      worker.kill('SIGTERM');
      await gone;
    },
  };
}

async function runEverything(client: Client, artifacts: Artifacts): Promise<readonly WorkflowHandle[]> {
  const uploaded = await artifacts.put(canaryOf('artifact of a client'), { mediaType: 'text/plain' });
  const everything = await client.workflow.start('everything', {
    taskQueue: TASK_QUEUE,
    workflowId: 'everything',
    args: [canaryOf('input of a run'), uploaded],
    memo: { note: canaryOf('memo at the start') },
    staticSummary: canaryOf('summary of a run'),
    staticDetails: canaryOf('details of a run'),
  });
  const ask = async (name: string, argument: unknown): Promise<unknown> => everything.executeUpdate(name, { args: [argument] });
  await ask('ask', canaryOf('argument of an update'));
  await everything.signal('say', canaryOf('signal'));
  const firstRun = client.workflow.getHandle('everything', everything.firstExecutionRunId);
  const answer = { action: 'edit', value: canaryOf('value that a person chose'), reason: canaryOf('reason of a person') };
  await answerWhenAsked(everything, answer);
  await everything.result();
  const large = canaryOf('large input of a run') + randomBytes(300_000).toString('base64');
  const unsure = await client.workflow.start('unsure', { taskQueue: TASK_QUEUE, workflowId: 'unsure' });
  await answerWhenAsked(unsure, { action: 'respond' });
  await unsure.result();
  const takes = await client.workflow.start('takes', { taskQueue: TASK_QUEUE, workflowId: 'takes', args: [large] });
  await takes.result();
  const failing = await client.workflow.start('failing', { taskQueue: TASK_QUEUE, workflowId: 'failing' });
  await failing.result().catch(() => undefined);
  await client.schedule.create({
    scheduleId: 'nightly',
    spec: { calendars: [{ year: 2099 }] },
    action: { type: 'startWorkflow', workflowType: 'takes', taskQueue: TASK_QUEUE, args: [canaryOf('argument of a schedule')] },
  });
  return [firstRun, everything, unsure, takes, failing];
}

async function answerWhenAsked(handle: WorkflowHandle, answer: object): Promise<void> {
  let id: string | undefined;
  await until('a person is asked', async () => {
    // The query is there once the workflow has asked for the first time.
    const asked = await handle.query<{ id: string }[]>('onceward.approval.pending').catch(() => []);
    id = asked[0]?.id;
    return id !== undefined;
  });
  await handle.executeUpdate('onceward.approval.decide', { args: [{ id, by: 'ada', ...answer }] });
}

function contentOf(place: Place, folder: string, handles: readonly WorkflowHandle[]): Promise<Buffer> {
  const fileIn = (name: string): string => join(folder, name);
  const readers: Readonly<Record<Place, () => Promise<Buffer>>> = {
    'server’s database': async () => databaseContent(fileIn('temporal.sqlite')),
    'histories, headers and memos': () => contentOfRuns(handles),
    store: () => contentOfFolder(fileIn('store')),
    journal: async () => databaseContent(fileIn('journal.sqlite')),
    ledger: async () => databaseContent(fileIn('ledger.sqlite')),
    log: () => readFile(fileIn('worker.log')),
    spans: () => readFile(fileIn('spans.jsonl')),
  };
  return readers[place]();
}

async function contentOfRuns(handles: readonly WorkflowHandle[]): Promise<Buffer> {
  const seen: unknown[] = [];
  for (const handle of handles) seen.push(await handle.fetchHistory(), (await handle.describe()).raw);
  return Buffer.concat([...bytesIn(seen), ...textsIn(seen).map((text) => Buffer.from(text))]);
}

async function contentOfFolder(folder: string): Promise<Buffer> {
  const files = await filesBelow(folder);
  return Buffer.concat([Buffer.from(files.join('\n')), ...(await Promise.all(files.map((file) => readFile(file))))]);
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
