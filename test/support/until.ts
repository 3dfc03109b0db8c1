import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `condition` holds; fails with `what` when it never does. */
export async function until(what: string, condition: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await sleep(50);
  }
}
