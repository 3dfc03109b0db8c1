/** The worker of `--crash`: that of `worker.ts` with a kill switch around each step. It does one step at a time, so that a kill meets exactly one. */
import { Worker } from '@temporalio/worker';
import { connect } from 'onceward/worker';
import { loadTwin } from '../twins.ts';
import { CRASH_OPTIONS } from './crash-options.ts';
import { killSwitch, putKillSwitchIntoFetch } from './kill-switch.ts';

const [taskQueue = 'agents', framework] = process.argv.slice(2);
const { createOnceward } = await loadTwin(framework === 'langchain' ? 'langchain' : 'ai-sdk');
putKillSwitchIntoFetch();

const { connection, namespace } = await connect();
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  identity: `${taskQueue}@${process.pid}`,
  plugins: [createOnceward(taskQueue, CRASH_OPTIONS)],
  interceptors: { activity: [() => ({ inbound: killSwitch })] },
  maxConcurrentActivityTaskExecutions: 1,
  // The worker that has a run in memory is killed again and again.
  stickyQueueScheduleToStartTimeout: '1s',
  ...(taskQueue === 'agents' && { workflowBundle: { codePath: process.env['WORKFLOW_BUNDLE'] ?? '' } }),
});
process.send?.('ready');
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await worker.run();
await connection.close();
process.exit(0);
