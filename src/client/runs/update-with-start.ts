import { WithStartWorkflowOperation, type Client } from '@temporalio/client';

export interface RunToUpdate {
  readonly workflow: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly args: readonly unknown[];
  readonly update: { readonly name: string; readonly args: readonly unknown[]; readonly id?: string };
  /** What happens when the run of the id is over. */
  readonly whenOver: 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE';
}

/** Starts a run, or finds the one that goes on under its id, and waits for what it answers to an update: in one request, so neither is there without the other. */
export function updateWithStart<Result>(
  client: Client,
  { workflow, workflowId, taskQueue, args, update, whenOver }: RunToUpdate,
): Promise<Result> {
  const startWorkflowOperation = new WithStartWorkflowOperation(workflow, {
    workflowId,
    taskQueue,
    args: [...args],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: whenOver,
  });
  return client.workflow.executeUpdateWithStart<never, Result, unknown[]>(update.name, {
    startWorkflowOperation: startWorkflowOperation as never,
    args: [...update.args],
    ...(update.id !== undefined && { updateId: update.id }),
  });
}
