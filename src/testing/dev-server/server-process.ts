import { spawn, type ChildProcess } from 'node:child_process';
import { guardAgainstOrphan } from './orphan-guard.js';
import { openServerLog } from './server-log.js';

const DEFAULT_TERMINATION_TIMEOUT_MS = 5_000;

export interface ServerProcessOptions {
  readonly logFile?: string | undefined;
  /** How long it may take to end after SIGTERM. Default 5 seconds. */
  readonly terminationTimeoutMs?: number | undefined;
}

/** A server program that runs in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** Aborted, with the reason, when the process ends. */
  readonly ended: AbortSignal;
  logTail(): string;
  /** SIGTERM, and SIGKILL when that is not followed in time. */
  stop(): Promise<void>;
}

/** Starts the program. It does not keep this process alive, does not get its Ctrl-C, and ends with it. */
export async function startServerProcess(
  binary: string,
  commandLine: readonly string[],
  { logFile, terminationTimeoutMs = DEFAULT_TERMINATION_TIMEOUT_MS }: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const log = openServerLog(logFile);
  const child = spawn(binary, commandLine, { stdio: ['ignore', log.descriptor, log.descriptor], detached: true, windowsHide: true });
  const pid = await pidOf(child).catch((error: unknown) => {
    log.close();
    throw error;
  });
  const ended = new AbortController();
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      ended.abort(new Error(`the server process ended (${signal ?? `exit code ${code}`})`));
      resolve();
    });
  });
  const release = guardAgainstOrphan(pid);
  void exited.then(release);
  child.unref();
  let stopping: Promise<void> | undefined;
  return {
    pid,
    ended: ended.signal,
    logTail: () => log.tail(),
    stop: () => (stopping ??= terminate(child, exited, terminationTimeoutMs).then(() => log.close())),
  };
}

function pidOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      if (child.pid === undefined) reject(new Error('the server process has no process id'));
      else resolve(child.pid);
    });
  });
}

async function terminate(child: ChildProcess, exited: Promise<void>, timeoutMs: number): Promise<void> {
  child.ref();
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  await exited;
  clearTimeout(killer);
}
