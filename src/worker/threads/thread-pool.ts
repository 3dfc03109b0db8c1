import { once } from 'node:events';
import { SHARE_ENV, Worker } from 'node:worker_threads';

/** Threads that each do one thing at a time. Made when first needed, kept for the next, and no reason for the process to stay. */
export interface ThreadPool {
  /**
   * Waits for a free thread and uses it. One that `use` leaves by throwing is thrown away with what it does.
   *
   * @throws the signal's reason when it is aborted while waiting
   */
  withThread<Result>(signal: AbortSignal, use: (thread: Worker) => Promise<Result>): Promise<Result>;
  /** Ends all threads. The next use makes new ones. */
  close(): Promise<void>;
}

interface Waiting {
  readonly take: (thread: Worker) => void;
  readonly signal: AbortSignal;
}

/** @param size how many threads there are at most */
export function createThreadPool(size: number): ThreadPool {
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: Waiting[] = [];

  const discard = (thread: Worker): void => {
    all.delete(thread);
    const place = idle.indexOf(thread);
    if (place !== -1) idle.splice(place, 1);
  };
  const open = (): Worker => {
    const thread = new Worker(new URL(import.meta.resolve('onceward/threads/thread-entry')), { env: SHARE_ENV, name: 'onceward' });
    all.add(thread);
    thread.unref();
    thread.once('exit', () => discard(thread));
    // Reported by the one who uses the thread; without a listener it would end the process.
    thread.on('error', () => undefined);
    return thread;
  };
  const acquire = (signal: AbortSignal): Promise<Worker> => {
    signal.throwIfAborted();
    const free = idle.pop() ?? (all.size < size ? open() : undefined);
    if (free !== undefined) return Promise.resolve(free);
    return new Promise((take, reject) => {
      const own: Waiting = { take, signal };
      waiting.push(own);
      signal.addEventListener('abort', () => {
        const place = waiting.indexOf(own);
        if (place === -1) return;
        waiting.splice(place, 1);
        reject(signal.reason as Error);
      });
    });
  };
  const release = (thread: Worker | undefined): void => {
    const next = waiting.shift();
    if (next !== undefined) next.take(thread ?? open());
    else if (thread !== undefined) idle.push(thread);
  };

  return {
    async withThread(signal, use) {
      const thread = await acquire(signal);
      let isReusable = false;
      try {
        const result = await use(thread);
        isReusable = all.has(thread);
        return result;
      } finally {
        if (!isReusable) discard(thread);
        if (!isReusable) void thread.terminate();
        release(isReusable ? thread : undefined);
      }
    },
    async close() {
      await Promise.all([...all].map((thread) => Promise.all([once(thread, 'exit'), thread.terminate()])));
    },
  };
}
