import { oncewardClient } from 'onceward/client';
import { startTimeSkippingServer } from 'onceward/testing';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { DEPLOYS, PLAN } from '../../support/versions/deploy-plan.ts';
import { runDeploys, type DeployedRun } from '../../support/versions/run-deploys.ts';
import { expectedReports, wrongStatuses } from '../../support/versions/statuses.ts';
import { defineBar, type Measurement } from '../define-bar.ts';

/** What runs did that they were not to do. */
export function problemsOf(runs: readonly DeployedRun[]): readonly string[] {
  return runs.flatMap(({ startedIn, calls, expected, failedTasks }) => [
    ...(calls.join() === expected.join() ? [] : [`the run of deploy ${startedIn} called ${calls.join()} instead of ${expected.join()}`]),
    ...(failedTasks === 0 ? [] : [`${failedTasks} tasks of the run of deploy ${startedIn} failed`]),
  ]);
}

async function measurePaths(): Promise<Measurement> {
  const server = await startTimeSkippingServer({ plugins: [oncewardClient()] });
  try {
    // With workers there: the server skips no time while a task waits for one.
    const before = async (deploy: number): Promise<void> => (deploy === 1 ? undefined : server.sleep('25 hours'));
    const runs = await runDeploys({ client: server.client, connection: server.connection, wait: 'day', before }, DEPLOYS);
    const problems = problemsOf(runs);
    const note = `${PLAN.length} changes over ${DEPLOYS} days, each run open for four; a worker without memory, so each task is a replay; no failed task`;
    return { value: runs.length - problems.length, ok: problems.length === 0, note: problems.length === 0 ? note : problems.join('; ') };
  } finally {
    await server.stop();
  }
}

async function measureStatus(): Promise<Measurement> {
  const temporal = await openTemporal();
  const wrong: string[] = [];
  let reports = 0;
  try {
    const after = async (deploy: number, folder: string): Promise<void> => {
      reports += expectedReports(deploy).length;
      wrong.push(...(await wrongStatuses(deploy, folder, temporal.address)));
    };
    const runs = await runDeploys({ client: temporal.client, connection: temporal.connection, wait: 'signal', after }, DEPLOYS);
    const problems = [...problemsOf(runs), ...wrong];
    const note = `${reports} reports after ${DEPLOYS} deploys: counts of open runs, and whether the next step is safe`;
    return { value: wrong.length, ok: problems.length === 0, note: problems.length === 0 ? note : problems.join('; ') };
  } finally {
    await temporal.close();
  }
}

export const deployBars = [
  defineBar({
    area: 'versions',
    bar: 'twelve deploys with structural changes over runs that stay open, in skipped time: runs that called what they had to, in order',
    unit: 'runs',
    target: DEPLOYS,
    measure: measurePaths,
  }),
  defineBar({
    area: 'versions',
    bar: 'the same on a dev server: reports of `onceward versions status` that were wrong after a deploy',
    unit: 'reports',
    target: 0,
    measure: measureStatus,
  }),
];
