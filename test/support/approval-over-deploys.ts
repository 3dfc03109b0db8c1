import { isDeepStrictEqual } from 'node:util';
import { ApprovalRefused, type ApprovalDecision } from 'onceward';
import { approvalsClient, oncewardClient, type ApprovalsClient } from 'onceward/client';
import { startTimeSkippingServer, type TimeSkippingServer } from 'onceward/testing';
import type { Published } from '../fixtures/waiting/workflows-before.ts';
import { eventNames, eventsOfTheWait } from './events-of-the-wait.ts';
import { startOutsideWorld, type OutsideWorld } from './outside-world.ts';
import { until } from './until.ts';
import { waitForApproval } from './wait-for-approval.ts';
import { openWaitingWorkers, type Build } from './waiting-workers.ts';

const HOUR_MS = 3_600_000;

export interface LongApprovalOptions {
  /** After how many hours of the wait the worker that looked at the run last is killed, each time. One more is killed in the decision. */
  readonly killAfterHours: readonly number[];
  readonly deployAfterHours: number;
  readonly decideAfterHours: number;
}

/** What one approval came to. */
export interface LongApproval {
  readonly decision: ApprovalDecision;
  /** Whether the workflow's code was given what the person was told. */
  readonly isTheRunsOwn: boolean;
  /** What a second answer was told. */
  readonly secondAnswer: string;
  /** Hours between the question and the decision, by the server's clock. */
  readonly waitedHours: number;
  /** What the wait left in history. */
  readonly waitEvents: readonly string[];
  /** Which build took the run to its end. */
  readonly build: Build;
  /** Calls that arrived outside, by kind. */
  readonly calls: Readonly<Record<string, number>>;
  /** Activities of the run. */
  readonly steps: number;
  /** With what the old build's worker ended at the deploy. */
  readonly exitCode: number | null;
  readonly kills: number;
}

/**
 * A person takes days for an approval. Workers of the build that asked are killed meanwhile; a build with other code before and behind the wait
 * takes their place; and its worker is killed in the moment of the decision, before the first call that follows leaves.
 */
export async function approveOverDeploys(options: LongApprovalOptions): Promise<LongApproval> {
  const world = await startOutsideWorld();
  const server = await startTimeSkippingServer({ plugins: [oncewardClient()] });
  try {
    return await approveOn(server, world, options);
  } finally {
    await server.stop();
    await world.close();
  }
}

async function approveOn(
  server: TimeSkippingServer,
  world: OutsideWorld,
  { killAfterHours, deployAfterHours, decideAfterHours }: LongApprovalOptions,
): Promise<LongApproval> {
  const { client } = server;
  const workers = await openWaitingWorkers(server, world.url);
  try {
    let worker = await workers.start('before');
    const handle = await client.workflow.start('publish', { taskQueue: workers.taskQueue, workflowId: 'publish', args: ['rivers'] });
    // Not by asking it: a worker that keeps nothing in memory loses the task at hand when it is asked meanwhile.
    await until('the run waits', async () => eventNames(await handle.fetchHistory()).includes('timerStarted'));
    const skipTo = await openClock(server);
    for (const hours of killAfterHours) {
      await skipTo(hours);
      await waitForApproval(handle);
      await worker.kill();
      worker = await workers.start('before');
    }
    await skipTo(deployAfterHours);
    await waitForApproval(handle);
    const exitCode = await worker.stop();
    worker = await workers.start('after', { KILL_AT: 'K1' });
    await skipTo(decideAfterHours);
    const approvals = approvalsClient(client);
    const decision = await approvals.decide('publish', { id: 'pay', action: 'approve', by: 'ada', reason: 'reads well' });
    await worker.gone;
    await workers.start('after');
    const published = (await handle.result()) as Published;
    const history = await handle.fetchHistory();
    return {
      decision,
      isTheRunsOwn: isDeepStrictEqual({ ...published.decision, value: undefined }, { ...decision, value: undefined }),
      secondAnswer: await answerAgain(approvals),
      waitedHours: (Date.parse(decision.at) - Date.parse(decision.audit?.[0]?.at ?? '')) / HOUR_MS,
      waitEvents: eventsOfTheWait(history),
      build: published.build,
      calls: countsByKind(world),
      steps: eventNames(history).filter((name) => name === 'activityTaskScheduled').length,
      exitCode,
      kills: killAfterHours.length + 1,
    };
  } finally {
    await workers.close();
  }
}

/** Skips to so many hours from now, each time from the same now. */
async function openClock(server: TimeSkippingServer): Promise<(hours: number) => Promise<void>> {
  const begunMs = await server.currentTimeMs();
  return async (hours) => server.sleep(begunMs + hours * HOUR_MS - (await server.currentTimeMs()));
}

function answerAgain(approvals: ApprovalsClient): Promise<string> {
  return approvals.decide('publish', { id: 'pay', action: 'reject', by: 'ada' }).then(
    () => 'taken',
    (error: unknown) => {
      if (!ApprovalRefused.isInstance(error)) throw error;
      return error.reason;
    },
  );
}

function countsByKind(world: OutsideWorld): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of world.requests()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
