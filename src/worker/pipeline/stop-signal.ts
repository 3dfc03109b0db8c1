import type { Context } from '@temporalio/activity';

const controllers = new WeakMap<Context, AbortController>();

/**
 * A signal that stops the provider's request when somebody wants it stopped: the run is cancelled, paused or reset, or the worker's grace
 * time is over. When Temporal merely gave up on this attempt (a blocked event loop missed its heartbeats), the call goes on: it is paid
 * for, and the next attempt finds its answer in the journal.
 */
export function stopSignalOf(context: Context): AbortSignal {
  const known = controllers.get(context);
  if (known !== undefined) return known.signal;
  const controller = new AbortController();
  const stop = (): void => {
    const { cancelRequested, paused, reset, workerShutdown } = context.cancellationDetails ?? {};
    if (cancelRequested || paused || reset || workerShutdown) controller.abort(context.cancellationSignal.reason);
  };
  if (context.cancellationSignal.aborted) stop();
  else context.cancellationSignal.addEventListener('abort', stop, { once: true });
  controllers.set(context, controller);
  return controller.signal;
}

/** Aborts the signal of an attempt that may not go on. */
export function stopAttempt(context: Context, reason: Error): void {
  controllers.get(context)?.abort(reason);
}
