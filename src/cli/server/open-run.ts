import type { WorkflowHandle } from '@temporalio/client';
import { CommandFailed } from '../grammar/command-failed.js';
import type { Server } from './connect-to-server.js';

export interface OpenRun {
  readonly handle: WorkflowHandle;
  readonly taskQueue: string;
}

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;
/** `temporal.api.enums.v1.WorkflowExecutionStatus`; the enum itself is not ours to import. */
const STATUS_NAMES = ['unknown', 'running', 'completed', 'failed', 'canceled', 'terminated', 'continued_as_new', 'timed_out', 'paused'];
const RUNNING = 1;

/**
 * The run of a workflow id, which has to be under way.
 *
 * @throws CommandFailed when there is no such run, or it is closed
 */
export async function openRun({ client, address, namespace }: Server, workflowId: string): Promise<OpenRun> {
  // Not by the handle: it decodes the memo, and fails over one that it has no key for.
  const request = { namespace, execution: { workflowId } };
  const description = await client.workflowService.describeWorkflowExecution(request).catch((error: unknown) => {
    if ((error as { readonly code?: unknown }).code !== NOT_FOUND) throw error;
    throw new CommandFailed(`There is no run '${workflowId}' in the namespace '${namespace}' at ${address}.`);
  });
  const { status, closeTime } = description.workflowExecutionInfo ?? {};
  if (Number(status) !== RUNNING) {
    const closed = closeTime ? ` since ${new Date(Number(closeTime.seconds ?? 0) * 1_000).toISOString()}` : '';
    throw new CommandFailed(
      `The run '${workflowId}' is closed (${STATUS_NAMES[Number(status)] ?? 'unknown'}${closed}), so it takes no answer.`,
    );
  }
  return { handle: client.workflow.getHandle(workflowId), taskQueue: description.executionConfig?.taskQueue?.name ?? '' };
}
