import type { ReplayWorkerOptions, WorkerPlugin, WorkflowBundleOption } from '@temporalio/worker';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';

/** The code that histories are replayed with. */
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

const OPTION_NAMES = ['workflowsPath', 'bundle', 'plugins', 'dataConverter'] as const satisfies readonly (keyof ReplayOptions)[];

/**
 * @param further names of options that the caller has beside these
 * @throws UnknownOption; InvalidOption when there is not one source of workflow code
 */
export function checkReplayOptions(where: string, options: ReplayOptions, further: readonly string[] = []): void {
  checkOptions(where, options, [...OPTION_NAMES, ...further]);
  const { workflowsPath, bundle } = options;
  if ((workflowsPath === undefined) !== (bundle === undefined)) return;
  const problem = bundle === undefined ? "is missing, as is 'workflowsPath'" : "is given together with 'workflowsPath'";
  throw new InvalidOption({ where, option: 'bundle', problem, hint: 'Give one of the two.' });
}
