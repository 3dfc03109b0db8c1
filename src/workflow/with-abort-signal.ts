import { openCallScope } from './call-scope.js';

interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Calls that are aborted, and have not ended yet. */
const stopping = new Set<Promise<unknown>>();

/** Runs durable calls that end when a signal of workflow code is aborted: the activities are cancelled, and the signal's reason is thrown. */
export async function withAbortSignal<Result>(signal: Signal | undefined, fn: () => Promise<Result>): Promise<Result> {
  if (signal === undefined) return fn();
  if (signal.aborted) throw signal.reason;
  const scope = openCallScope();
  const running = scope.run(fn);
  const stop = (): void => {
    const ended: Promise<unknown> = running.catch(() => undefined).then(() => stopping.delete(ended));
    stopping.add(ended);
    scope.cancel();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await running;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
    scope.close();
  }
}

/**
 * Waits for the end of calls that were aborted. Not everybody who aborts one does: a stream ends at once, perhaps its run with it, and an activity is
 * told nothing any more once its run is over, so it would read on from the provider.
 */
export async function untilStopped(): Promise<void> {
  while (stopping.size > 0) await Promise.all(stopping);
}
