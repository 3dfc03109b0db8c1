import type { ReplayWorkerOptions, WorkerPlugin, WorkflowBundleOption } from '@temporalio/worker';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { ReplayFailed } from '../../shared/errors/replay-failed.js';
import { checkOptions } from '../../shared/options/check-options.js';
import type { RecordedHistory } from './recorded-history.js';

export interface ReplayOptions {
  /** The file of the workflows, to be bundled. This or `bundle`. */
  readonly workflowsPath?: string;
  /** A bundle made before, as `bundleWorkflowCode` gives it. This or `workflowsPath`. */
  readonly bundle?: WorkflowBundleOption;
  /** The worker's plugins: with durable modules the workflow is another without them. */
  readonly plugins: readonly WorkerPlugin[];
  /** What the worker has of Temporal's data converter, when it has one. */
  readonly dataConverter?: ReplayWorkerOptions['dataConverter'];
}

/**
 * Runs a history from its first event against the workflow code of today, without a server: what happens to every run that is under way
 * when that code is deployed. No step runs.
 *
 * @throws ReplayFailed when the code does something else than the history says (`reason` 'nondeterminism'), fails ('error'), or when there is
 *   nothing that a replay would prove ('nothing-to-replay': no workflow task has completed); InvalidOption, UnknownOption
 * @example
 * ```ts
 * await replay(await readHistory(handle), { workflowsPath, plugins: [onceward] });
 * ```
 */
export async function replay({ workflowId, raw }: Pick<RecordedHistory, 'workflowId' | 'raw'>, options: ReplayOptions): Promise<void> {
  checkOptions('replay()', options, ['workflowsPath', 'bundle', 'plugins', 'dataConverter']);
  const source = sourceOf(options);
  requireSomethingToReplay(workflowId, raw);
  // Loaded here only: Temporal's native part takes its time, and most tests that import this entry need none of it.
  const { Worker } = await import('@temporalio/worker');
  const { plugins, dataConverter } = options;
  const worker = { ...source, plugins: [...plugins], ...(dataConverter !== undefined && { dataConverter }) };
  await Worker.runReplayHistory(worker, raw, workflowId).catch((error: unknown) => {
    throw toReplayFailed(workflowId, error);
  });
}

function sourceOf({ workflowsPath, bundle }: ReplayOptions): Pick<ReplayWorkerOptions, 'workflowsPath' | 'workflowBundle'> {
  if (workflowsPath !== undefined && bundle === undefined) return { workflowsPath };
  if (bundle !== undefined && workflowsPath === undefined) return { workflowBundle: bundle };
  const problem = bundle === undefined ? "is missing, as is 'workflowsPath'" : "is given together with 'workflowsPath'";
  throw new InvalidOption({ where: 'replay()', option: 'bundle', problem, hint: 'Give one of the two.' });
}

/** Temporal reports success for a history in which no task completed: there is nothing to compare with. */
function requireSomethingToReplay(workflowId: string, { events }: RecordedHistory['raw']): void {
  const reason = 'nothing-to-replay';
  if (!events?.[0]?.workflowExecutionStartedEventAttributes) {
    throw new ReplayFailed({ workflowId, reason, problem: 'it does not begin with the start of the run' });
  }
  if (!events.some((event) => event.workflowTaskCompletedEventAttributes)) {
    throw new ReplayFailed({ workflowId, reason, problem: 'no workflow task of it has completed' });
  }
}

function toReplayFailed(workflowId: string, cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  if (cause.name === 'DeterminismViolationError') {
    return new ReplayFailed({ workflowId, reason: 'nondeterminism', problem: 'the code does something else than it says', cause });
  }
  return cause.name === 'ReplayError' ? new ReplayFailed({ workflowId, reason: 'error', problem: 'the code failed', cause }) : cause;
}
