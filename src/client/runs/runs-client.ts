import type { Client, WorkflowHandle, WorkflowStartOptions } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { RunOver } from '../../shared/errors/run-over.js';
import { checkOptions } from '../../shared/options/check-options.js';
import type { ForkOptions } from './fork/fork-options.js';
import { forkRun, planForkOf, type PlannedFork, type StartedForkRun } from './fork/fork-run.js';
import { updateWithStart } from './update-with-start.js';
import { workflowIdOf } from './workflow-id-of.js';

export interface RunStartOptions {
  readonly taskQueue: string;
  readonly args?: readonly unknown[];
  /** What is to happen once, such as the id of an order or a message. The workflow id is made of it, so a second start with the same key is the same run. */
  readonly key: string;
}

export interface RunUpdateOptions extends RunStartOptions {
  /**
   * What the run is asked in the same request. Under the same `id` it counts once for a run, and whoever sends it again gets the same answer.
   *
   * `id` is the update's name, unless stated.
   */
  readonly update: { readonly name: string; readonly args?: readonly unknown[]; readonly id?: string };
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

export interface UpdatedRun<Result> {
  readonly handle: WorkflowHandle;
  /** What the update answered. */
  readonly answer: Result;
}

/** What `runsClient` gives. */
export interface RunsClient {
  /**
   * Starts a run, or gives the one that was started with this key before, also when it is over: whoever tries again after a lost answer starts nothing twice.
   * A key is good again when the namespace's retention has removed its run.
   */
  start(workflow: string | Workflow, options: RunStartOptions): Promise<WorkflowHandle>;
  /**
   * Starts a run, or finds the one that was started with this key, and waits for its answer to an update, in one request: there is no run without its update.
   * A run that goes on gets the update, and the `args` of this start are not used; one that is over takes none.
   *
   * @throws RunOver when the run of the key is over; Temporal's `WorkflowUpdateFailedError` when it refuses the update
   */
  startWithUpdate<Result>(workflow: string | Workflow, options: RunUpdateOptions): Promise<UpdatedRun<Result>>;
  /**
   * Starts a new run that takes the answers of another up to a step, unpaid, and goes on anew from there, with the code of today. The other run is not touched.
   * Started again with the same options, it is the same fork.
   *
   * @throws ForkRefused; InvalidOption, UnknownOption
   * @example
   * ```ts
   * const { workflowId, steps } = await runs.fork('claim-7', { from: 41, reason: 'the prompt is mended' });
   * ```
   */
  fork(workflowId: string, options: ForkOptions): Promise<StartedForkRun>;
  /** What `fork` would do, with nothing started. @throws as `fork` does */
  planFork(workflowId: string, options: ForkOptions): Promise<PlannedFork>;
  get(workflowId: string): Promise<RunState>;
  /** Asks it to stop; its code may clean up first. */
  cancel(workflowId: string): Promise<void>;
  /** Waits for what it returns, over continue-as-new. */
  result(workflowId: string): Promise<unknown>;
}

const OPTION_NAMES = ['taskQueue', 'args', 'key'] as const satisfies readonly (keyof RunStartOptions)[];
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
      const workflowId = workflowIdOf({ workflow: nameOf(workflow), key, where: 'runs.start()', option: 'key' });
      const once: WorkflowStartOptions = {
        workflowId,
        taskQueue,
        args: [...args],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      };
      await client.workflow.start(workflow, once).catch((error: unknown) => {
        // One that is over already.
        if (!isOver(error)) throw error;
      });
      // By the id alone: the run may have continued as new, and a handle of the start would take it for the first.
      return handleOf(workflowId);
    },
    async startWithUpdate(workflow, options) {
      const where = 'runs.startWithUpdate()';
      checkOptions(where, options, [...OPTION_NAMES, 'update']);
      const { taskQueue, args = [], key, update } = options;
      checkOptions(`${where}, update`, update, ['name', 'args', 'id']);
      const workflowId = workflowIdOf({ workflow: nameOf(workflow), key, where, option: 'key' });
      const { name, args: updateArgs = [], id = name } = update;
      const run = { workflow: nameOf(workflow), workflowId, taskQueue, args, whenOver: 'REJECT_DUPLICATE' } as const;
      try {
        return { answer: await updateWithStart(client, { ...run, update: { name, args: updateArgs, id } }), handle: handleOf(workflowId) };
      } catch (error) {
        if (isOver(error)) throw new RunOver({ workflowId, update: name });
        throw error;
      }
    },
    fork: (workflowId, options) => forkRun(client, workflowId, options),
    planFork: (workflowId, options) => planForkOf(client, workflowId, options),
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

function nameOf(workflow: string | Workflow): string {
  return typeof workflow === 'string' ? workflow : workflow.name;
}

function isOver(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError';
}
