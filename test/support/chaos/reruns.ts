import type { WorkflowHandle } from '@temporalio/client';
import type { Act, Plan, StepName } from '../../fixtures/chaos/plan.ts';
import { until } from '../until.ts';
import type { Audit } from './audit.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { startPlanRunner, type PlanRunner } from './plan-runner.ts';

/** What a run does, with two steps of one kind, which may be the same. */
interface Plans {
  readonly one: Act;
  readonly equal: Act;
  readonly plan: Plan;
}

function plansOf(first: StepName, second: StepName): Plans {
  const one: Act = { type: 'step', step: first, label: 'same' };
  const item = [first, second].map((step) => ({ step, label: 'same' }));
  const equal: Act = { type: 'equal', step: first, label: 'same', times: 20 };
  const fanOut: Act = { type: 'gather', items: Array.from({ length: 6 }, () => item) };
  return { one, equal, plan: { does: [one, fanOut, one] } };
}

const KINDS = [
  { kind: 'function', plans: plansOf('alpha', 'beta') },
  { kind: 'write once, ask', plans: plansOf('once', 'once') },
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

/** One cell an event and kind. Many completions of first attempts are lost, so recorded results are looked up all the time. */
export async function countReruns(): Promise<readonly ChaosCell[]> {
  const runner = await startPlanRunner({ lostCompletions: 0.3 });
  try {
    const cells: ChaosCell[] = [];
    for (const [event, happen] of Object.entries(RERUNS)) {
      for (const { kind, plans } of KINDS) {
        const before = runner.audit();
        await happen(runner, plans);
        cells.push({ event, kind, ...countBetween(before, runner.audit()) });
      }
    }
    return cells;
  } finally {
    await runner.stop();
  }
}

function countBetween(before: Audit, after: Audit): Omit<ChaosCell, 'event' | 'kind'> {
  const added = (name: keyof Audit): number => after[name] - before[name];
  const steps = added('steps');
  const lost = added('keyCollisions') + added('changedKeys') + added('staleAnswers');
  return { steps, calls: added('executions'), mayRepeat: added('asked') - steps, lost };
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
  const runs = new Set<string>();
  await until('cron has started the fourth run', async () => runs.add((await handle.describe()).runId).size > 3, 120_000);
  await handle.terminate();
}

async function finish(handle: WorkflowHandle): Promise<void> {
  await handle.result();
}
