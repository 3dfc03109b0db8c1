import { setTimeout as sleep } from 'node:timers/promises';
import { createInterface } from 'node:readline/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalRequest } from 'onceward';

const LOOK_EVERY_MS = 500;

/** Answers what the run asks of a person, by itself or in the terminal, until `signal` is aborted. */
export async function answerApprovals(handle: WorkflowHandle, approve: 'auto' | 'ask', signal: AbortSignal): Promise<void> {
  const shown = new Set<string>();
  while (!signal.aborted) {
    const requests = await handle.query<ApprovalRequest[]>(APPROVAL_PENDING).catch(() => []);
    for (const request of requests) {
      if (shown.has(request.id)) continue;
      shown.add(request.id);
      console.log(`\nA person is asked: ${request.title}`);
      if (approve === 'auto') await decide(handle, request.id, 'approve', 'demo');
      else await askInTerminal(handle, request, signal);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function askInTerminal(handle: WorkflowHandle, { id }: ApprovalRequest, signal: AbortSignal): Promise<void> {
  console.log(`Answer here, or from another terminal: npx onceward approvals approve ${handle.workflowId} ${id}`);
  if (!process.stdin.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // A terminal that is being read keeps Ctrl-C to itself.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await terminal.question('approve or reject? ', { signal });
    await decide(handle, id, answer.trim().startsWith('r') ? 'reject' : 'approve', 'you');
  } finally {
    terminal.close();
  }
}

async function decide(handle: WorkflowHandle, id: string, action: string, by: string): Promise<void> {
  await handle.executeUpdate(APPROVAL_DECIDE, { args: [{ id, action, by }] });
  console.log(`  ${action} by ${by}`);
}
