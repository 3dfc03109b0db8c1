import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WorkerProcessFailed } from '../../shared/errors/worker-process-failed.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { guardAgainstOrphan } from '../dev-server/orphan-guard.js';
import { openServerLog, type ServerLog } from '../dev-server/server-log.js';
import { killAtRequest } from './kill-at-request.js';
import { killAtStep } from './kill-at-step.js';
import { waitUntilReady } from './wait-until-ready.js';
import type { WorkerProcess, WorkerProcessOptions } from './worker-process.js';

const OPTION_NAMES = ['file', 'args', 'env', 'cwd', 'logFile', 'polls', 'readyTimeoutMs'];

/**
 * Starts a worker in a process of its own, to be killed or stopped at a moment of the test's choice, and waits until it is ready: until the
 * program says so with the line `process.send?.('ready')` after `Worker.create`, or until it polls (`polls`). The process ends with this one.
 *
 * @throws UnknownOption; WorkerProcessFailed when the process ends before it is ready, or is not ready in time
 * @example
 * ```ts
 * const worker = await startWorkerProcess({ file: new URL('./worker.ts', import.meta.url), env: { TEMPORAL_ADDRESS: server.address } });
 * const killed = worker.killAtRequest(provider, ({ body }) => JSON.stringify(body).includes('page 7'));
 * const handle = await client.workflow.start(readPages, options);
 * await killed;
 * const other = await startWorkerProcess({ … });
 * await handle.result();
 * expect(await other.stop()).toBe(0);
 * ```
 */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  checkOptions('startWorkerProcess()', options, OPTION_NAMES);
  const file = typeof options.file === 'string' ? options.file : fileURLToPath(options.file);
  const log = openServerLog(options.logFile);
  const child = forkWorker(file, options, log);
  const worker = createWorkerProcess(file, child, log);
  try {
    await waitUntilReady({ child, worker, file, options });
  } catch (error) {
    await worker.kill();
    throw error;
  }
  return worker;
}

function forkWorker(file: string, { args = [], env = {}, cwd }: WorkerProcessOptions, { descriptor }: ServerLog): ChildProcess {
  return fork(file, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', descriptor, descriptor, 'ipc'],
    ...(cwd !== undefined && { cwd }),
  });
}

function createWorkerProcess(file: string, child: ChildProcess, log: ServerLog): WorkerProcess {
  const { pid } = child;
  if (pid === undefined) {
    log.close();
    throw new WorkerProcessFailed({
      file,
      problem: 'could not be started',
      hint: 'Check `cwd`, and the memory that is left.',
      logTail: '',
    });
  }
  const release = guardAgainstOrphan(pid);
  let lastTail = '';
  const gone = once(child, 'exit').then(([code]) => {
    release();
    lastTail = log.tail();
    log.close();
    return code as number | null;
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const kill = (signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    return gone;
  };
  const identity = new RegExp(`(?<!\\d)${pid}(?!\\d)`);
  const worker: WorkerProcess = {
    pid,
    gone,
    isIdentity: (text) => identity.test(text),
    logTail: () => (hasEnded() ? lastTail : log.tail()),
    kill,
    stop: () => kill('SIGTERM'),
    killAtRequest: (provider, matches, wait) => killAtRequest({ worker, file, provider, ...wait }, matches),
    killAtStep: (handle, activityType, wait) => killAtStep({ worker, file, handle, activityType, ...wait }),
    async killAfter(ms) {
      await Promise.race([setTimeout(ms, undefined, { ref: false }), gone]);
      return kill();
    },
  };
  return worker;
}
