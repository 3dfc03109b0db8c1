/** A worker process: `node worker.ts agents`, or `node worker.ts gpu` for OCR and embeddings. Stops gracefully on SIGTERM. */
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { connect } from 'onceward/worker';
import { createOnceward } from './onceward.ts';

const [taskQueue = 'agents'] = process.argv.slice(2);
const bundle = process.env['WORKFLOW_BUNDLE'];
const workflows =
  bundle === undefined
    ? { workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)) }
    : { workflowBundle: { codePath: bundle } };

const { connection, namespace } = await connect();
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  identity: `${taskQueue}@${process.pid}`,
  plugins: [createOnceward(taskQueue)],
  ...(taskQueue === 'agents' && workflows),
});
process.send?.('ready');
// When the process that forked it is gone, nobody else will stop it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await worker.run();
await connection.close();
// Libraries such as the OCR engine keep threads of their own.
process.exit(0);
