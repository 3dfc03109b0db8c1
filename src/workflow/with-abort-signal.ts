import { openCallScope } from './call-scope.js';

interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Runs durable calls that end when a signal of workflow code is aborted: the activities are cancelled, and the signal's reason is thrown. */
export async function withAbortSignal<Result>(signal: Signal | undefined, fn: () => Promise<Result>): Promise<Result> {
  if (signal === undefined) return fn();
  if (signal.aborted) throw signal.reason;
  const scope = openCallScope();
  signal.addEventListener('abort', scope.cancel, { once: true });
  try {
    return await scope.run(fn);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', scope.cancel);
    scope.close();
  }
}
