import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import type { Logger } from '@temporalio/common';
import { describeStandstill, findCulprit } from './describe-standstill.js';
import type { RunningSteps } from './running-steps.js';
import type { Standstill, WatcherSettings } from './standstill.js';

const TICK_MS = 100;
/** One warning a step in this time. */
const QUIET_MS = 60_000;

export interface EventLoopMonitorOptions {
  /** How long the loop stands still before that is worth a warning, in milliseconds. */
  readonly standstillMs: number;
  readonly running: RunningSteps;
  readonly logger: Logger;
}

/**
 * Warns when the event loop stands still, and says who did it. A thread beside the main one watches a counter, and looks into the main
 * thread's stack only once the counter stopped. Keeps no process alive. Not with a debugger attached, whose breakpoints stop the loop, too.
 *
 * @returns ends it
 */
export function startEventLoopMonitor({ standstillMs, running, logger }: EventLoopMonitorOptions): () => Promise<void> {
  if (debuggerUrl() !== undefined) return () => Promise.resolve();
  const ticks = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const counter = new Int32Array(ticks);
  const timer = setInterval(() => Atomics.add(counter, 0, 1), TICK_MS).unref();
  const workerData: WatcherSettings = { ticks, standstillMs };
  const watcher = new Worker(new URL(import.meta.resolve('onceward/threads/loop-watcher')), { workerData, name: 'onceward-watcher' });
  const warnedAtMs = new Map<string, number>();
  watcher.on('message', (standstill: Standstill) => {
    const culprit = findCulprit(standstill, running.since(performance.now() - standstill.durationMs));
    const who = culprit.steps.map(({ entry }) => entry.activityType).join();
    const now = performance.now();
    if (now - (warnedAtMs.get(who) ?? -Infinity) < QUIET_MS) return;
    warnedAtMs.set(who, now);
    logger.warn(describeStandstill(standstill, culprit), {
      steps: culprit.steps.map(({ entry }) => entry.activityType),
      durationMs: standstill.durationMs,
    });
  });
  watcher.on('error', (error) => logger.warn('The monitor of the event loop ended', { error: error.message }));
  watcher.unref();
  return async () => {
    clearInterval(timer);
    await watcher.terminate();
  };
}
