import { Runtime } from '@temporalio/worker';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs } from '../../shared/options/duration.js';
import { startEventLoopMonitor } from '../event-loop/event-loop-monitor.js';
import type { RunningSteps } from '../event-loop/running-steps.js';
import type { OncewardPluginOptions } from './plugin-options.js';

const STANDSTILL_MS = 2_000;
const WHERE = 'new OncewardPlugin(), eventLoopMonitor';

/** Starts the monitor of the event loop unless the plugin's options say no; gives the way to end it. */
export function watchEventLoop({ eventLoopMonitor = {} }: OncewardPluginOptions, running: RunningSteps): () => Promise<void> {
  if (eventLoopMonitor === false) return () => Promise.resolve();
  return startEventLoopMonitor({ standstillMs: standstillOf(eventLoopMonitor), running, logger: Runtime.instance().logger });
}

/** @throws UnknownOption, InvalidOption */
export function standstillOf(options: { readonly standstill?: string | number }): number {
  checkOptions(WHERE, options, ['standstill']);
  return durationMs(options.standstill ?? STANDSTILL_MS, WHERE, 'standstill');
}
