import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { WorkerProcessFailed } from '../../shared/errors/worker-process-failed.js';
import type { WorkerProcess, WorkerProcessOptions } from './worker-process.js';

const READY = 'ready';
const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

interface StartingWorker {
  readonly child: ChildProcess;
  readonly worker: WorkerProcess;
  readonly file: string;
  readonly options: WorkerProcessOptions;
}

/** @throws WorkerProcessFailed when the process ends first, or takes longer than it may */
export async function waitUntilReady(starting: StartingWorker): Promise<void> {
  const { worker, options } = starting;
  const { readyTimeoutMs = READY_TIMEOUT_MS, polls } = options;
  const settled = new AbortController();
  const { signal } = settled;
  const ready = polls === undefined ? readyMessage(starting, signal) : pollsQueue(worker, polls, signal);
  const ended = worker.gone.then((code) => failure(starting, `ended with ${code ?? 'a signal'} before it was ready`));
  const late = setTimeout(readyTimeoutMs, undefined, { signal }).then(() => failure(starting, `was not ready after ${readyTimeoutMs} ms`));
  try {
    const problem = await Promise.race([ready, ended, late]);
    if (problem !== undefined) throw problem;
  } finally {
    settled.abort();
    await Promise.allSettled([ready, late]);
  }
}

async function readyMessage({ child }: StartingWorker, signal: AbortSignal): Promise<undefined> {
  for (;;) {
    const [message] = (await once(child, 'message', { signal })) as [unknown];
    if (message === READY) return undefined;
  }
}

async function pollsQueue(
  worker: WorkerProcess,
  { client, taskQueue }: NonNullable<WorkerProcessOptions['polls']>,
  signal: AbortSignal,
): Promise<undefined> {
  const request = { namespace: client.options.namespace, taskQueue: { name: taskQueue } };
  for (;;) {
    const { pollers } = await client.workflowService.describeTaskQueue(request);
    if (pollers?.some(({ identity }) => worker.isIdentity(identity ?? ''))) return undefined;
    await setTimeout(POLL_MS, undefined, { signal });
  }
}

function failure({ file, worker, options }: StartingWorker, problem: string): WorkerProcessFailed {
  const hint =
    options.polls === undefined
      ? `Its program says that it is ready with the line \`process.send?.('ready')\`, after \`Worker.create\`.`
      : `It has to poll the task queue '${options.polls.taskQueue}', with an identity that holds its process id.`;
  return new WorkerProcessFailed({ file, problem, hint, logTail: worker.logTail() });
}
