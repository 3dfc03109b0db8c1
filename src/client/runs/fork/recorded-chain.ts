import type { Client } from '@temporalio/client';
import { readRecordedRun, type RecordedRun } from '../../../payloads/fork/recorded-run.js';
import { ForkRefused } from '../../../shared/errors/fork-refused.js';
import { noSuchRun } from '../run-of.js';

/** gRPC's INVALID_ARGUMENT, for what is no run id, and NOT_FOUND. */
const NO_RUN: ReadonlySet<unknown> = new Set([3, 5]);

/**
 * A run, after those that it continues, as far as Temporal still has them.
 *
 * @throws ForkRefused when there is no such run
 */
export async function recordedChain(client: Client, workflowId: string, runId: string | undefined): Promise<readonly RecordedRun[]> {
  const { namespace } = client.options;
  const runs: RecordedRun[] = [];
  let next = await orNone(async () => runId ?? (await newestRunId(client, workflowId)));
  while (next !== undefined) {
    const execution = { workflowId, runId: next };
    const run: RecordedRun | undefined = await orNone(() => readRecordedRun(client, { namespace, execution }));
    if (run !== undefined) runs.unshift(run);
    next = run?.previousRunId;
  }
  if (runs.length > 0) return runs;
  const which = runId === undefined ? noSuchRun(client, workflowId) : `${noSuchRun(client, workflowId)} with the run id '${runId}'`;
  const hint = 'Look at its id and namespace. A run that is older than the retention of the namespace, or was deleted, is gone.';
  throw new ForkRefused({ kind: 'unknown-run', workflowId, reason: which, hint });
}

async function newestRunId(client: Client, workflowId: string): Promise<string | undefined> {
  const { namespace } = client.options;
  const { workflowExecutionInfo } = await client.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
  return workflowExecutionInfo?.execution?.runId ?? undefined;
}

async function orNone<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (NO_RUN.has((error as { readonly code?: unknown }).code)) return undefined;
    throw error;
  }
}
