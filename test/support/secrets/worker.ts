/** The worker process of the test: it makes the bundle with all secrets around it, and logs as much as it can. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { connect, OncewardPlugin, sqliteJournal, type Journal } from 'onceward/worker';
import { connectionError } from './failing-libraries.ts';
import { MARKERS } from './planted-secrets.ts';
import * as steps from './steps.ts';

const { JOURNAL = '', BUNDLE = '', TASK_QUEUE = 'secrets' } = process.env;

Runtime.install({ logger: new DefaultLogger('DEBUG') });
const onceward = new OncewardPlugin({ modules: [steps], adapters: [aiSdk()], journal: pickyJournal(sqliteJournal({ file: JOURNAL })) });
const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
const { code } = await bundleWorkflowCode({ workflowsPath, plugins: [onceward] });
writeFileSync(BUNDLE, code);
const { connection, namespace } = await connect();
const worker = await Worker.create({ connection, namespace, taskQueue: TASK_QUEUE, workflowBundle: { code }, plugins: [onceward] });
console.log(MARKERS.log);
process.send?.('ready');
await worker.run();
await connection.close();
process.exit(0);

/** A journal on a database that is away for one result. */
function pickyJournal(journal: Journal): Journal {
  return {
    name: journal.name,
    get: (key) => journal.get(key),
    put: (record) => (record.value === steps.UNJOURNALED ? Promise.reject(connectionError()) : journal.put(record)),
    close: () => journal.close(),
  };
}
