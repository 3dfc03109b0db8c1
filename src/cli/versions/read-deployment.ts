import { CommandFailed } from '../grammar/command-failed.js';
import { toOneLine } from '../output/one-line.js';
import type { Server } from '../server/connect-to-server.js';

/** Whether a build still has work, in the words of Temporal's `WorkerDeploymentVersionStatus`. */
export type BuildState = 'unknown' | 'inactive' | 'current' | 'ramping' | 'draining' | 'drained';

/** In the order of Temporal's numbers; the enum itself is not ours to import. */
const STATES = ['unknown', 'inactive', 'current', 'ramping', 'draining', 'drained'] as const satisfies readonly BuildState[];

/** gRPC's NOT_FOUND and UNIMPLEMENTED. */
const [NOT_FOUND, UNIMPLEMENTED] = [5, 12];

/** A build of a worker deployment. */
export interface Build {
  readonly buildId: string;
  readonly state: BuildState;
  /** When its first worker came, in ISO 8601. */
  readonly createdAt: string;
}

/**
 * The builds of a worker deployment, the newest first.
 *
 * @throws CommandFailed when the server knows none of this name, or no deployments at all
 */
export async function readDeployment({ client, address, namespace }: Server, deploymentName: string): Promise<readonly Build[]> {
  const { workerDeploymentInfo } = await client.workflowService
    .describeWorkerDeployment({ namespace, deploymentName })
    .catch((error: unknown) => {
      throw toCommandFailed(error, deploymentName, address);
    });
  return (workerDeploymentInfo?.versionSummaries ?? [])
    .map(({ deploymentVersion, status, createTime }) => ({
      buildId: deploymentVersion?.buildId ?? '',
      state: STATES[Number(status)] ?? 'unknown',
      createdAt: new Date(Number(createTime?.seconds ?? 0) * 1_000).toISOString(),
    }))
    .toSorted((one, other) => (one.createdAt > other.createdAt ? -1 : 1));
}

function toCommandFailed(error: unknown, name: string, address: string): unknown {
  const code = Number((error as { code?: unknown }).code);
  if (code === NOT_FOUND) {
    const fix = 'It is there once a worker with `deployment` of OncewardPlugin has polled.';
    return new CommandFailed(`The server at ${address} has no worker deployment '${toOneLine(name)}'.`, fix);
  }
  return code === UNIMPLEMENTED
    ? new CommandFailed(`The server at ${address} knows no worker deployments; they need Temporal 1.28.`)
    : error;
}
