import type { WorkflowHandle } from '@temporalio/client';
import { APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import { until } from './until.ts';

/** Returns once a run asks what the scenes of approvals ask: `pay`. For bars, which run without the test runner. */
export async function waitForApproval(handle: WorkflowHandle): Promise<void> {
  await until('the run asks', () => isWaiting(handle));
}

export async function isWaiting(handle: WorkflowHandle): Promise<boolean> {
  const pending = await handle.query<ApprovalRequest[]>(APPROVAL_PENDING).catch((): ApprovalRequest[] => []);
  return pending.some(({ id }) => id === 'pay');
}
