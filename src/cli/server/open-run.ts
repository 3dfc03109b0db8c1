import type { WorkflowHandle } from '@temporalio/client';
import { CommandFailed } from '../grammar/command-failed.js';
import type { Server } from './connect-to-server.js';

export interface OpenRun {
  readonly handle: WorkflowHandle;
  readonly taskQueue: string;
}

/**
 * The run of a workflow id, which has to be under way.
 *
 * @throws CommandFailed when there is no such run, or it is closed
 */
export async function openRun({ client, address, namespace }: Server, workflowId: string): Promise<OpenRun> {
  const handle = client.workflow.getHandle(workflowId);
  const description = await handle.describe().catch((error: unknown) => {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') {
      throw new CommandFailed(`There is no run '${workflowId}' in the namespace '${namespace}' at ${address}.`);
    }
    throw error;
  });
  const { status, taskQueue, closeTime } = description;
  if (status.name !== 'RUNNING') {
    const closed = closeTime === undefined ? '' : ` since ${closeTime.toISOString()}`;
    throw new CommandFailed(`The run '${workflowId}' is closed (${status.name.toLowerCase()}${closed}), so it takes no answer.`);
  }
  return { handle, taskQueue };
}
