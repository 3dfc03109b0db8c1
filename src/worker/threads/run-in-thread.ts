import type { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { Json } from '../../shared/contract/json.js';
import type { Adapter, StepCall } from '../adapter.js';
import type { DurableStep } from '../registry/durable-step.js';
import { serveArtifacts } from './thread-artifacts.js';
import { toThreadFailure } from './thread-failure.js';
import type { FromThread, ThreadTarget, ToThread } from './thread-messages.js';
import type { ThreadPool } from './thread-pool.js';
import { toTransferred } from './transferred-error.js';

/** How long a step may take to stop by itself once it was told to; then its thread is ended. */
const GRACE_MS = 1_000;

/** What a thread needs to find a step. */
export function threadTargetOf({ file, exportName, entry: { kind } }: DurableStep, adapters: readonly Adapter[]): ThreadTarget {
  return {
    url: pathToFileURL(file).href,
    exportName,
    kind,
    adapters: adapters.flatMap(({ source }) => (source === undefined ? [] : [source])),
  };
}

/** Performs a call in a thread. A cancellation reaches its signal; a thread that does not stop for it is ended. */
export function performInThread(pool: ThreadPool, target: ThreadTarget): (call: StepCall) => Promise<Json> {
  return (call) => {
    const { input, context } = call;
    const { signal, artifacts, providerJob: _providerJob, resolve: _resolve, ...plain } = context;
    return pool
      .withThread(signal, async (thread) => {
        const outcome = await converse(thread, { first: { type: 'run', task: { ...target, input, context: plain } }, signal, artifacts });
        for (const record of outcome.usage) call.addUsage(record);
        if (outcome.type === 'failed') return { failure: toThreadFailure(outcome.error, outcome.judgement) };
        return { value: outcome.value };
      })
      .then((result) => {
        // A step that failed leaves its thread as good as it was.
        if ('failure' in result) throw result.failure;
        return result.value;
      });
  };
}

/**
 * Loads a step in a thread, as a call of it will.
 *
 * @throws InvalidDurable when it is not there; whatever its module throws when it is loaded
 */
export async function checkInThread(pool: ThreadPool, target: ThreadTarget): Promise<void> {
  const { signal } = new AbortController();
  const outcome = await pool.withThread(signal, (thread) => converse(thread, { first: { type: 'find', target }, signal }));
  if (outcome.type === 'failed') throw toThreadFailure(outcome.error, outcome.judgement);
}

interface Conversation {
  readonly first: ToThread;
  readonly signal: AbortSignal;
  readonly artifacts?: Artifacts;
}

type Outcome = Extract<FromThread, { type: 'done' | 'failed' }>;

function converse(thread: Worker, { first, signal, artifacts }: Conversation): Promise<Outcome> {
  const say = (message: ToThread): void => thread.postMessage(message);
  return new Promise<Outcome>((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const hear = (message: FromThread): void => {
      if (message.type === 'done' || message.type === 'failed') end(() => resolve(message));
      else if (artifacts !== undefined) void serveArtifacts(artifacts, message);
    };
    const abort = (): void => {
      say({ type: 'abort', reason: toTransferred(signal.reason) });
      grace = setTimeout(() => end(() => reject(signal.reason as Error)), GRACE_MS);
    };
    const fail = (error: Error): void => end(() => reject(error));
    const exit = (code: number): void => fail(new Error(`The thread of the step ended with exit code ${code} before it answered.`));
    const end = (settle: () => void): void => {
      clearTimeout(grace);
      signal.removeEventListener('abort', abort);
      thread.off('message', hear).off('error', fail).off('exit', exit);
      settle();
    };
    thread.on('message', hear).on('error', fail).on('exit', exit);
    say(first);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
