import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { connect, OncewardPlugin } from 'onceward/worker';
import { store } from './store.ts';
import * as tools from './tools.ts';

const { connection, namespace } = await connect();
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue: 'documents',
  workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
  plugins: [new OncewardPlugin({ modules: [tools], store })],
});
await worker.run();
