import type { Client, WorkflowHandle, WorkflowStartOptions } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';

export interface RunStartOptions {
  readonly taskQueue: string;
  readonly args?: readonly unknown[];
  /** What is to happen once, such as the id of an order or a message. The workflow id is made of it, so a second start with the same key is the same run. */
  readonly key: string;
}

/** What is known of a run without asking it. */
export interface RunState {
  readonly workflowId: string;
  readonly runId: string;
  /** As Temporal names it: RUNNING, COMPLETED, FAILED, CANCELLED, TERMINATED, CONTINUED_AS_NEW, TIMED_OUT. */
  readonly status: string;
  readonly workflow: string;
  readonly startedAt: Date;
  readonly closedAt?: Date;
}

/** What `runsClient` gives. */
export interface RunsClient {
  /**
   * Starts a run, or gives the one that was started with this key before, also when it is over: whoever tries again after a lost answer starts nothing twice.
   * A key is good again when the namespace's retention has removed its run.
   */
  start(workflow: string | Workflow, options: RunStartOptions): Promise<WorkflowHandle>;
  get(workflowId: string): Promise<RunState>;
  /** Asks it to stop; its code may clean up first. */
  cancel(workflowId: string): Promise<void>;
  /** Waits for what it returns, over continue-as-new. */
  result(workflowId: string): Promise<unknown>;
}

const OPTION_NAMES = ['taskQueue', 'args', 'key'] as const satisfies readonly (keyof RunStartOptions)[];
/** Temporal's limit for an id, in bytes (`limit.maxIDLength`). */
const LONGEST_ID = 1_000;

/**
 * Starts and follows runs by what they are about.
 *
 * @example
 * ```ts
 * const runs = runsClient(client);
 * const { workflowId } = await runs.start('payInvoice', { taskQueue: 'agents', key: 'invoice-7', args: ['invoice-7'] });
 * console.log(await runs.result(workflowId));
 * ```
 */
export function runsClient(client: Client): RunsClient {
  const handleOf = (workflowId: string): WorkflowHandle => client.workflow.getHandle(workflowId);
  return {
    async start(workflow, options) {
      checkOptions('runs.start()', options, OPTION_NAMES);
      const { taskQueue, args = [], key } = options;
      const workflowId = workflowIdOf(typeof workflow === 'string' ? workflow : workflow.name, key);
      const once: WorkflowStartOptions = {
        workflowId,
        taskQueue,
        args: [...args],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      };
      await client.workflow.start(workflow, once).catch((error: unknown) => {
        // One that is over already.
        if (!(error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError')) throw error;
      });
      // By the id alone: the run may have continued as new, and a handle of the start would take it for the first.
      return handleOf(workflowId);
    },
    async get(workflowId) {
      const { runId, status, type, startTime, closeTime } = await handleOf(workflowId).describe();
      return { workflowId, runId, status: status.name, workflow: type, startedAt: startTime, ...(closeTime && { closedAt: closeTime }) };
    },
    async cancel(workflowId) {
      await handleOf(workflowId).cancel();
    },
    result: (workflowId) => handleOf(workflowId).result(),
  };
}

function workflowIdOf(workflow: string, key: string): string {
  const problem = (said: string): InvalidOption =>
    new InvalidOption({
      where: 'runs.start()',
      option: 'key',
      problem: said,
      hint: 'Give the id of what the run is about, such as an order.',
    });
  if (typeof key !== 'string' || key === '') throw problem('is missing');
  const workflowId = `${workflow}/${key}`;
  const bytes = new TextEncoder().encode(workflowId).length;
  if (bytes > LONGEST_ID) throw problem(`makes a workflow id of ${bytes} bytes, and at most ${LONGEST_ID} are possible`);
  return workflowId;
}
