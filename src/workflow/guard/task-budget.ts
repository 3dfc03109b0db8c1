import { CancellationScope, sleep, workflowInfo } from '@temporalio/workflow';
import { LARGEST_TASK_BYTES, LARGEST_TASK_COMMANDS } from '../../shared/size/payload-limits.js';

/** Long enough for the server to end the workflow task, and no longer. */
const NEXT_TASK_MS = 1;

let task = -1;
let usedBytes = 0;
let commands = 0;
let nextTask: Promise<void> | undefined;

/**
 * Takes a command of so many bytes out of what the current workflow task may still send: at once (undefined), or when the promise resolves, in a
 * later task. A task that sends more than 4 MiB is refused, and one that takes longer than its timeout given up; both are tried again for ever.
 * Deterministic: it looks at history, sizes and counts only.
 */
export function takeTaskBytes(bytes: number): Promise<void> | undefined {
  if (!fits(bytes)) return takeLater(bytes);
  take(bytes);
  return undefined;
}

function take(bytes: number): void {
  usedBytes += bytes;
  commands += 1;
}

async function takeLater(bytes: number): Promise<void> {
  while (!fits(bytes)) await (nextTask ??= waitForNextTask());
  take(bytes);
}

function fits(bytes: number): boolean {
  // Grows with every task, and is the same in a replay.
  const { historyLength } = workflowInfo();
  if (historyLength !== task) {
    task = historyLength;
    usedBytes = 0;
    commands = 0;
  }
  return commands === 0 || (commands < LARGEST_TASK_COMMANDS && usedBytes + bytes <= LARGEST_TASK_BYTES);
}

async function waitForNextTask(): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() => sleep(NEXT_TASK_MS, { summary: 'more than one workflow task can send' }));
  } finally {
    nextTask = undefined;
  }
}
