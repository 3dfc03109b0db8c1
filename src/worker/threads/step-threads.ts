import { availableParallelism } from 'node:os';
import type { Json } from '../../shared/contract/json.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import type { Adapter, StepCall } from '../adapter.js';
import type { DurableStep } from '../registry/durable-step.js';
import { checkInThread, performInThread, threadTargetOf } from './run-in-thread.js';
import { createThreadPool } from './thread-pool.js';

/** The worker threads of a plugin, for the steps with `thread: true`. */
export interface StepThreads {
  /** How a step is performed: in a thread, if it says so. Undefined for one that another worker performs. */
  performOf(step: DurableStep): ((call: StepCall) => Promise<Json>) | undefined;
  /**
   * Looks whether threads find the steps of a worker that starts, and gives the way to close the threads when it ended; the last worker's
   * closes them.
   *
   * @throws InvalidDurable for a step that a thread does not find
   */
  open(steps: readonly DurableStep[]): Promise<() => Promise<void>>;
}

/** @throws InvalidOption when `threads` is no number of threads */
export function createStepThreads(options: { readonly adapters?: readonly Adapter[]; readonly threads?: number }): StepThreads {
  const { adapters = [], threads = availableParallelism() } = options;
  if (!Number.isInteger(threads) || threads < 1) {
    const hint = 'Give a whole number from 1.';
    throw new InvalidOption({ where: 'new OncewardPlugin()', option: 'threads', problem: `is ${String(threads)}`, hint });
  }
  const pool = createThreadPool(threads);
  let workers = 0;
  return {
    performOf: (step) =>
      step.options.thread === true && step.perform ? performInThread(pool, threadTargetOf(step, adapters)) : step.perform,
    async open(steps) {
      for (const step of steps) if (step.options.thread === true) await checkInThread(pool, threadTargetOf(step, adapters));
      workers += 1;
      return async () => {
        workers -= 1;
        if (workers === 0) await pool.close();
      };
    },
  };
}
