import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DemoFailed } from './demo-failed.ts';
import type { Framework } from '../twins.ts';
import type { KillOrder, WorkerMessage } from './kill-point.ts';
import type { StopList } from './stop-list.ts';

export type TaskQueue = 'agents' | 'gpu';

/** A worker in a process of its own, so that it can be killed. */
export interface WorkerProcess {
  readonly taskQueue: TaskQueue;
  readonly pid: number;
  /** How Temporal names it. */
  readonly identity: string;
  isRunning(): boolean;
  /** Hears what a worker with a kill switch says. */
  onMessage(listener: (message: WorkerMessage) => void): void;
  send(order: KillOrder): void;
  /** SIGKILL ends it at once; SIGTERM lets it finish what it has in hand. Resolves when it is gone. */
  stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

interface StartOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly framework: Framework;
  readonly stops: StopList;
  /** Called before a worker can say anything; with it, workers have a kill switch. */
  readonly onForked?: ((worker: WorkerProcess) => void) | undefined;
}

/** Starts a worker and waits until it polls. Its log goes to a file in the folder. */
export async function startWorker(taskQueue: TaskQueue, options: StartOptions): Promise<WorkerProcess> {
  const { folder, stops } = options;
  const child = forkWorker(taskQueue, options);
  const worker = toWorkerProcess(taskQueue, child);
  stops.add(() => worker.stop('SIGKILL'));
  options.onForked?.(worker);
  await Promise.race([once(child, 'message'), endOf(child, `The worker of '${taskQueue}'`, folder)]);
  return worker;
}

function toWorkerProcess(taskQueue: TaskQueue, child: ChildProcess): WorkerProcess {
  const pid = child.pid as number;
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    taskQueue,
    pid,
    identity: `${taskQueue}@${pid}`,
    isRunning,
    onMessage: (listener) => void child.on('message', (message) => typeof message === 'object' && listener(message as WorkerMessage)),
    send: (order) => void child.send(order),
    async stop(signal) {
      if (!isRunning()) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** Starts the model, the register and the three systems in a process of their own: killing a worker never touches them. */
export async function startServiceProcess(folder: string, stops: StopList): Promise<Record<string, string>> {
  const child = fork(fileURLToPath(new URL('../services/main.ts', import.meta.url)), ['--folder', join(folder, 'services')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  stops.add(() => child.kill('SIGTERM'));
  const output = child.stdout as NonNullable<typeof child.stdout>;
  const [line] = (await Promise.race([once(output, 'data'), endOf(child, 'The process of the services', folder)])) as [Buffer];
  return JSON.parse(line.toString()) as Record<string, string>;
}

function forkWorker(taskQueue: TaskQueue, { folder, environment, framework, onForked }: StartOptions): ChildProcess {
  const program = fileURLToPath(new URL('demo-worker.ts', import.meta.url));
  const child = fork(program, [taskQueue, framework, ...(onForked === undefined ? [] : ['kill-switch'])], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(folder, `worker-${taskQueue}.log`), { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

async function endOf(child: ChildProcess, what: string, folder: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new DemoFailed(`${what} ended with code ${String(code)} before it was ready. Its log is in ${folder}.`);
}
