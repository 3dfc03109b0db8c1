import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type TaskQueue = 'agents' | 'gpu';

/** A worker in a process of its own, so that it can be killed. */
export interface WorkerProcess {
  readonly taskQueue: TaskQueue;
  readonly pid: number;
  /** How Temporal names it. */
  readonly identity: string;
  isRunning(): boolean;
  /** SIGKILL ends it at once; SIGTERM lets it finish what it has in hand. Resolves when it is gone. */
  stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

interface StartOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a worker and waits until it polls. Its log goes to a file in the folder. */
export async function startWorker(taskQueue: TaskQueue, { folder, environment }: StartOptions): Promise<WorkerProcess> {
  const child = forkScript('../worker.ts', [taskQueue], { folder, environment, logFile: `worker-${taskQueue}.log` });
  await firstMessage(child, `the worker of '${taskQueue}'`, folder);
  const pid = child.pid as number;
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    taskQueue,
    pid,
    identity: `${taskQueue}@${pid}`,
    isRunning,
    async stop(signal) {
      if (!isRunning()) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** Starts the model, the register and the three systems in a process of their own: killing a worker never touches them. */
export async function startServiceProcess(folder: string): Promise<{ urls: Record<string, string>; stop(): void }> {
  const child = fork(fileURLToPath(new URL('../services/main.ts', import.meta.url)), ['--folder', join(folder, 'services')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [line] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  return { urls: JSON.parse(line.toString()) as Record<string, string>, stop: () => child.kill('SIGTERM') };
}

function forkScript(
  script: string,
  commandLine: readonly string[],
  { folder, environment, logFile }: StartOptions & { readonly logFile: string },
): ChildProcess {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [...commandLine], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(folder, logFile), { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

async function firstMessage(child: ChildProcess, what: string, folder: string): Promise<void> {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${what} ended with code ${String(code)} before it was ready. Its log is in ${folder}.`);
  });
  await Promise.race([once(child, 'message'), failed]);
}
