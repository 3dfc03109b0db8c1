/** A worker of one case that runs its workflows only, in this thread, and tells what they hold in memory: `node workflow-heap.ts <case> <bundle> <folder>`. */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { connect, fileStore, memoryJournal } from 'onceward/worker';
import { loadCase } from '../measure/bench-case.ts';
import { serveParent } from './serve-parent.ts';

export interface WorkflowHeap {
  /** After everything that nobody holds was collected. */
  readonly heapBytes: number;
}

setFlagsFromString('--expose-gc');
// Else V8 drops code that has not run for half a minute: between two measurements, some megabytes that no workflow held.
setFlagsFromString('--no-flush-bytecode');
const collect = runInNewContext('gc') as () => void;

const [name = '', codePath = '', folder = ''] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const { createPlugin } = await loadCase(name);
const { connection, namespace } = await connect();
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue: 'bench',
  workflowBundle: { codePath },
  // Puts the workflows into this thread.
  debugMode: true,
  plugins: [
    createPlugin({ store: fileStore({ folder: join(folder, 'artifacts') }), journal: memoryJournal() }),
    // What activities hold would count, too: they run elsewhere.
    { name: 'workflows-only', configureWorker: (options) => ({ ...options, activities: {} }) },
  ],
});
serveParent(async (): Promise<WorkflowHeap> => {
  // What was just let go of is collected when the queues are empty.
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    collect();
  }
  return { heapBytes: process.memoryUsage().heapUsed };
});
await worker.run();
