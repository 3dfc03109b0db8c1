import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats `action` until `end` has settled, and gives what `end` gives. */
export async function repeatUntil<Value>(end: Promise<Value>, action: () => Promise<void>): Promise<Value> {
  const state = { ended: false };
  const ended = end.finally(() => (state.ended = true));
  while (!state.ended) {
    await action();
    await sleep(1);
  }
  return ended;
}
