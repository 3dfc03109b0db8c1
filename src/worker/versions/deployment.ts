import type { WorkerDeploymentOptions, WorkflowBundleOption } from '@temporalio/worker';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { nearestName } from '../../shared/options/nearest-name.js';
import { shortBuildId } from '../plugin/short-names.js';

/** Temporal's: whether a run ends on the build that it began on, or goes over to the current one. */
export type DeploymentBehavior = 'PINNED' | 'AUTO_UPGRADE';

/** A worker deployment of Temporal's: the builds of one service, side by side. */
export interface DeploymentOptions {
  /** The name of the deployment: the same for all builds. */
  readonly name: string;
  /**
   * What tells this build from others, such as the commit.
   * @default a hash of the worker's `workflowBundle`
   */
  readonly buildId?: string;
  /**
   * For workflows that say nothing themselves. `AUTO_UPGRADE` replays runs under way on code that they did not begin with: it needs `versioned`.
   * @default 'PINNED'
   */
  readonly behavior?: DeploymentBehavior;
}

const WHERE = 'new OncewardPlugin(), deployment';
const BEHAVIORS = ['PINNED', 'AUTO_UPGRADE'] as const;
/** Temporal joins name and build id with one. */
const SEPARATOR = '.';

/** @throws UnknownOption, InvalidOption */
export function checkDeployment(deployment: string | DeploymentOptions): void {
  const options = toOptions(deployment);
  checkOptions(WHERE, options, ['name', 'buildId', 'behavior']);
  const { name, behavior = 'PINNED' } = options;
  if (typeof name !== 'string' || name === '' || name.includes(SEPARATOR)) {
    throw new InvalidOption({
      where: WHERE,
      option: 'name',
      problem: `is '${name}'`,
      hint: 'Give a name without dots, the same for all builds.',
    });
  }
  if (BEHAVIORS.includes(behavior)) return;
  const near = nearestName(behavior, BEHAVIORS);
  const hint = near === undefined ? "Give 'PINNED' or 'AUTO_UPGRADE'." : `Did you mean '${near}'?`;
  throw new InvalidOption({ where: WHERE, option: 'behavior', problem: `is '${behavior}'`, hint });
}

/**
 * What Temporal's worker is told of its deployment.
 *
 * @throws InvalidOption when nothing tells this build from another
 */
export function workerDeploymentOptions(
  deployment: string | DeploymentOptions,
  bundle: WorkflowBundleOption | undefined,
): WorkerDeploymentOptions {
  const { name, buildId = bundle && shortBuildId(bundle), behavior = 'PINNED' } = toOptions(deployment);
  if (buildId === undefined) {
    const hint = 'Give the worker a `workflowBundle`, whose hash it then is, or state `buildId`, such as the commit.';
    throw new InvalidOption({ where: WHERE, option: 'buildId', problem: 'is missing, and the worker has no prebuilt bundle', hint });
  }
  return { version: { deploymentName: name, buildId }, useWorkerVersioning: true, defaultVersioningBehavior: behavior };
}

function toOptions(deployment: string | DeploymentOptions): DeploymentOptions {
  return typeof deployment === 'string' ? { name: deployment } : deployment;
}
