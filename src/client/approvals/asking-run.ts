import type { Client } from '@temporalio/client';
import { ApprovalRefused } from '../../shared/errors/approval-refused.js';
import { noSuchRun, runOf, type Run, type WhichRun } from '../runs/run-of.js';

/**
 * The run that asks.
 *
 * @throws ApprovalRefused of kind 'unknown' when there is none; TokenRefused when it is of another chain
 */
export async function askingRun(client: Client, { id, ...which }: WhichRun & { readonly id: string }): Promise<Run> {
  const run = await runOf(client, which);
  if (run === undefined) throw new ApprovalRefused({ id, kind: 'unknown', reason: noSuchRun(client, which.workflowId) });
  return run;
}
