import type { WorkflowHandle } from '@temporalio/client';
import type { Act, Plan, StepName } from '../../fixtures/chaos/plan.ts';
import { auditEvidence, type Audit } from './audit.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { startPlanRunner, untilRunsOf, type PlanRunner } from './plan-runner.ts';

/** What a run does, with two steps of one kind, which may be the same. */
interface Plans {
  readonly one: Act;
  readonly equal: Act;
  readonly plan: Plan;
}

function plansOf([first, second]: readonly [StepName, StepName], label: string): Plans {
  const one: Act = { type: 'step', step: first, label };
  const item = [first, second].map((step) => ({ step, label }));
  const equal: Act = { type: 'equal', step: first, label, times: 20 };
  const fanOut: Act = { type: 'gather', items: Array.from({ length: 6 }, () => item) };
  return { one, equal, plan: { does: [one, fanOut, one] } };
}

const KINDS = [
  { kind: 'function', steps: ['alpha', 'beta'] },
  { kind: 'write once, ask', steps: ['once', 'once'] },
] as const;

/** Everything that starts workflow code again, or calls the same several times. */
const RERUNS: Readonly<Record<string, (runner: PlanRunner, plans: Plans) => Promise<unknown>>> = {
  'equal calls, one after the other': async (runner, { one }) => finish(await runner.start({ does: [one, one] })),
  '20 equal calls at once': async (runner, { equal }) => finish(await runner.start({ does: [equal] })),
  'reset to each workflow task': resetEverywhere,
  'continue-as-new, twice': async (runner, { plan }) => finish(await runner.start({ ...plan, continues: 2 })),
  'workflow retry': async (runner, { plan }) =>
    finish(await runner.start({ ...plan, failsFirst: 1 }, { retry: { maximumAttempts: 2, initialInterval: '10ms' } })),
  'cron, three runs': cronThrice,
  'workflow id used again': async (runner, { plan }) => {
    const first = await runner.start(plan);
    await finish(first);
    await finish(await runner.start(plan, { workflowId: first.workflowId }));
  },
};

/** The event of each cell. */
export const RERUN_EVENTS: readonly string[] = Object.keys(RERUNS);

/** One cell an event and kind, all at once. Many completions of first attempts are lost, so recorded results are looked up all the time. */
export async function countReruns(): Promise<readonly ChaosCell[]> {
  const runner = await startPlanRunner({ lostCompletions: 0.3, longestCallMs: 15 });
  const cells = Object.entries(RERUNS).flatMap(([event, happen]) => KINDS.map((kind) => ({ event, happen, ...kind })));
  try {
    await runner.startWorker();
    return await Promise.all(
      cells.map(async ({ event, happen, kind, steps }) => {
        // What tells the calls of one cell from those of the others.
        const label = `${event}, ${kind}`;
        await happen(runner, plansOf(steps, label));
        return { event, kind, ...countCell(auditEvidence(runner.evidence(label))) };
      }),
    );
  } finally {
    await runner.stop();
  }
}

function countCell(audit: Audit): Omit<ChaosCell, 'event' | 'kind'> {
  const { steps, executions, asked, keyCollisions, changedKeys, staleAnswers } = audit;
  return { steps, calls: executions, mayRepeat: asked - steps, lost: keyCollisions + changedKeys + staleAnswers };
}

/** In fan-outs steps complete in another order each time; that must not move any key or result. */
async function resetEverywhere(runner: PlanRunner, { plan }: Plans): Promise<void> {
  const handle = await runner.start(plan);
  await finish(handle);
  const points = await runner.resetPoints(handle);
  for (const point of points) await finish(await runner.resetTo(point));
}

async function cronThrice(runner: PlanRunner, { plan }: Plans): Promise<void> {
  const handle = await runner.start(plan, { cronSchedule: '@every 1s' });
  await untilRunsOf(handle, 4);
  await handle.terminate();
}

async function finish(handle: WorkflowHandle): Promise<void> {
  await handle.result();
}
