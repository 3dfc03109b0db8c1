/**
 * The worker of the demo: that of the twin's `worker.ts` on a bundle made before, in a process that says when it is ready and ends with the
 * demo. With `kill-switch` it stops at each step for the demo to decide, one step at a time, so that a kill meets exactly one.
 */
import { Worker } from '@temporalio/worker';
import { connect } from 'onceward/worker';
import { loadTwin } from '../twins.ts';
import { CRASH_OPTIONS } from './crash-options.ts';
import { killSwitch, putKillSwitchIntoFetch } from './kill-switch.ts';

const [taskQueue = 'agents', framework, mode] = process.argv.slice(2);
const isKillable = mode === 'kill-switch';
const { createOnceward } = await loadTwin(framework === 'langchain' ? 'langchain' : 'ai-sdk');
if (isKillable) putKillSwitchIntoFetch();

const { connection, namespace } = await connect();
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  identity: `${taskQueue}@${process.pid}`,
  plugins: [createOnceward(isKillable ? CRASH_OPTIONS : {})],
  ...(taskQueue === 'agents' && { workflowBundle: { codePath: process.env['WORKFLOW_BUNDLE'] ?? '' } }),
  ...(isKillable && {
    interceptors: { activity: [() => ({ inbound: killSwitch })] },
    maxConcurrentActivityTaskExecutions: 1,
    // The worker that has a run in memory is killed again and again.
    stickyQueueScheduleToStartTimeout: '1s',
  }),
});
process.send?.('ready');
// When the process that forked it is gone, nobody else will stop it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await worker.run();
await connection.close();
process.exit(0);
