/** A worker process: `node worker.ts agents`, or `node worker.ts gpu` for OCR and embeddings. Stops gracefully on SIGTERM. */
import { Worker } from '@temporalio/worker';
import { connect } from 'onceward/worker';
import { loadTwin } from './twins.ts';

const [taskQueue = 'agents', framework] = process.argv.slice(2);
const bundle = process.env['WORKFLOW_BUNDLE'];
const { createOnceward, workflowsPath } = await loadTwin(framework === 'langchain' ? 'langchain' : 'ai-sdk');
const workflows = bundle === undefined ? { workflowsPath } : { workflowBundle: { codePath: bundle } };

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
