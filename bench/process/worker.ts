/** A worker of one case in a process of its own, so that its CPU is its own: `node worker.ts <case> <bundle> <folder>`. */
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { connect, fileStore, sqliteJournal } from 'onceward/worker';
import { loadCase, type CaseOptions } from '../measure/bench-case.ts';
import { countingJournal } from './counting-journal.ts';
import { countingStore } from './counting-store.ts';
import { serveParent } from './serve-parent.ts';

/** What the worker has used since it started. */
export interface WorkerUsage {
  readonly cpu: NodeJS.CpuUsage;
  /** Missing when it has no journal. */
  readonly journalBytes?: number;
  readonly storePuts?: number;
}

const [name = '', codePath = '', folder = '', options = '{}'] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const { createPlugin } = await loadCase(name);
const journal = countingJournal(sqliteJournal({ file: join(folder, 'journal.sqlite') }));
const store = countingStore(fileStore({ folder: join(folder, 'artifacts') }));
const { connection, namespace } = await connect();
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue: 'bench',
  // Stands in every second event: one with the id of the process would be another length each time.
  identity: process.env['BENCH_IDENTITY'] ?? '1@bench',
  workflowBundle: { codePath },
  plugins: [createPlugin({ store, journal, ...(JSON.parse(options) as CaseOptions) })],
});
serveParent(async (): Promise<WorkerUsage> => ({ cpu: process.cpuUsage(), journalBytes: journal.bytes(), storePuts: store.puts() }));
await worker.run();
