import type { Client, WorkflowHandle } from '@temporalio/client';
import type { JournaledRequest } from '../provider/journaled-request.js';
import type { ScriptedProvider } from '../provider/scripted-provider.js';

export interface WorkerProcessOptions {
  /** The program that runs the worker: a path, or a file URL such as `new URL('./worker.ts', import.meta.url)`. */
  readonly file: string | URL;
  readonly args?: readonly string[];
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the working directory of this process. */
  readonly cwd?: string;
  /** The file its output is added to. Default: none is kept; the end of it is in the error when the worker fails. */
  readonly logFile?: string;
  /** For a worker that sends no message: it is ready when it polls this task queue. Its identity must hold its process id, as Temporal's does. */
  readonly polls?: { readonly client: Client; readonly taskQueue: string };
  /** How long it may take to get ready. Default 60 000. */
  readonly readyTimeoutMs?: number;
}

export interface KillWait {
  /** How long to wait for the moment. Default 60 000. */
  readonly timeoutMs?: number;
}

/** A worker in a process of its own. Every way to end it resolves when the process is gone, with its exit code: null after SIGKILL. */
export interface WorkerProcess {
  readonly pid: number;
  /** Resolves when the process ends, whatever ended it. */
  readonly gone: Promise<number | null>;
  /** Whether an identity that Temporal shows is this worker's: whether it holds the process id. */
  isIdentity(identity: string): boolean;
  /** The last lines of its output. */
  logTail(): string;
  /** @param signal default SIGKILL */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** SIGTERM: the worker finishes what it has begun, as at a deploy. Does nothing when the process has ended. */
  stop(): Promise<number | null>;
  /**
   * Kills the worker when the first request arrives that `matches`, before it is answered, and gives the request. Only requests that arrive
   * from now on count.
   * @throws WorkerProcessFailed when none arrives in time
   */
  killAtRequest(provider: ScriptedProvider, matches?: (request: JournaledRequest) => boolean, wait?: KillWait): Promise<JournaledRequest>;
  /**
   * Kills the worker while it runs an activity of this type, in this run.
   * @throws WorkerProcessFailed when it does not run one in time
   */
  killAtStep(handle: WorkflowHandle, activityType: string, wait?: KillWait): Promise<number | null>;
  /** Kills the worker after a time. */
  killAfter(ms: number): Promise<number | null>;
}
