import type { WorkflowHandle } from '@temporalio/client';
import type { Act, Plan } from '../../fixtures/chaos/plan.ts';
import { until } from '../until.ts';
import type { Audit } from './audit.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { startPlanRunner, type PlanRunner } from './plan-runner.ts';

const item = [
  { step: 'alpha', label: 'same' },
  { step: 'beta', label: 'same' },
] as const;
const GATHER: Act = { type: 'gather', items: Array.from({ length: 6 }, () => item) };
const EQUAL: Act = { type: 'equal', step: 'alpha', label: 'same', times: 20 };
const ONE_AFTER_THE_OTHER: Act = { type: 'step', step: 'alpha', label: 'same' };
const PLAN: Plan = { does: [ONE_AFTER_THE_OTHER, GATHER, ONE_AFTER_THE_OTHER] };

/** Everything that starts workflow code again, or calls the same several times. */
const RERUNS: Readonly<Record<string, (runner: PlanRunner) => Promise<unknown>>> = {
  'equal calls, one after the other': async (runner) => finish(await runner.start({ does: [ONE_AFTER_THE_OTHER, ONE_AFTER_THE_OTHER] })),
  '20 equal calls at once': async (runner) => finish(await runner.start({ does: [EQUAL] })),
  'reset to each workflow task': resetEverywhere,
  'continue-as-new, twice': async (runner) => finish(await runner.start({ ...PLAN, continues: 2 })),
  'workflow retry': async (runner) =>
    finish(await runner.start({ ...PLAN, failsFirst: 1 }, { retry: { maximumAttempts: 2, initialInterval: '10ms' } })),
  'cron, three runs': cronThrice,
  'workflow id used again': async (runner) => {
    const first = await runner.start(PLAN);
    await finish(first);
    await finish(await runner.start(PLAN, { workflowId: first.workflowId }));
  },
};

/** The event of each cell. */
export const RERUN_EVENTS: readonly string[] = Object.keys(RERUNS);

/** One cell an event. Many completions of first attempts are lost, so recorded results are looked up all the time. */
export async function countReruns(): Promise<readonly ChaosCell[]> {
  const runner = await startPlanRunner({ lostCompletions: 0.3 });
  try {
    const cells: ChaosCell[] = [];
    for (const [event, happen] of Object.entries(RERUNS)) {
      const before = runner.audit();
      await happen(runner);
      cells.push(toCell(event, before, runner.audit()));
    }
    return cells;
  } finally {
    await runner.stop();
  }
}

function toCell(event: string, before: Audit, after: Audit): ChaosCell {
  const added = (name: keyof Audit): number => after[name] - before[name];
  const steps = added('steps');
  const lost = added('keyCollisions') + added('changedKeys') + added('staleAnswers');
  return { event, kind: 'function', steps, calls: added('executions'), mayRepeat: added('asked') - steps, lost };
}

/** In fan-outs steps complete in another order each time; that must not move any key or result. */
async function resetEverywhere(runner: PlanRunner): Promise<void> {
  const handle = await runner.start(PLAN);
  await finish(handle);
  const points = await runner.resetPoints(handle);
  for (const point of points) await finish(await runner.resetTo(point));
}

async function cronThrice(runner: PlanRunner): Promise<void> {
  const handle = await runner.start(PLAN, { cronSchedule: '@every 1s' });
  const runs = new Set<string>();
  await until('cron has started the fourth run', async () => runs.add((await handle.describe()).runId).size > 3, 120_000);
  await handle.terminate();
}

async function finish(handle: WorkflowHandle): Promise<void> {
  await handle.result();
}
