/** A worker: `node worker.ts`, and `node worker.ts gpu` for OCR and embeddings. On SIGTERM it finishes what it has in hand. */
import { fileURLToPath } from 'node:url';
import { OncewardPlugin, runWorker } from 'onceward/worker';
import { oncewardOptions } from './onceward.ts';

const [taskQueue = 'agents'] = process.argv.slice(2);
const workflowsPath = fileURLToPath(import.meta.resolve('./workflows.ts'));
await runWorker({ taskQueue, plugins: [new OncewardPlugin(oncewardOptions)], ...(taskQueue === 'agents' && { workflowsPath }) });
// Libraries such as the OCR engine keep threads of their own.
process.exit(0);
