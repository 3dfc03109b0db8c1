import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { readRunCounts } from './step-counts.ts';

const LOOK_EVERY_MS = 1_000;
const WAITING_HINT_AFTER = 60;

/** Says what has been done since the last look: pages 140/200, then each step as it completes. */
export async function showProgress(handle: WorkflowHandle, signal: AbortSignal): Promise<void> {
  let shown = '';
  let looksWithoutChange = 0;
  while (!signal.aborted) {
    const { steps } = await readRunCounts(handle).catch(() => ({ steps: [] }));
    const line = steps.map(({ name, scheduled, completed }) => `${name} ${completed}/${scheduled}`).join('  ');
    looksWithoutChange = line === shown ? looksWithoutChange + 1 : 0;
    if (line !== shown) console.log(`  ${line}`);
    if (looksWithoutChange === WAITING_HINT_AFTER)
      console.log('  Nothing has happened for a minute: is a worker running for every task queue, agents and gpu?');
    shown = line;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
