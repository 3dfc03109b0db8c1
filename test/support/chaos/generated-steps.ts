import type { WorkflowHandle } from '@temporalio/client';
import { createSeededRandom, type SeededRandom } from '../../../examples/document-agent/scene/seeded-random.ts';
import { STEP_NAMES, type Act, type Plan, type StepName } from '../../fixtures/chaos/plan.ts';
import { until } from '../until.ts';
import type { Audit } from './audit.ts';
import { startPlanRunner, type PlanRunner } from './plan-runner.ts';

/** What happens to a generated workflow besides its own steps. */
const EVENTS = ['nothing', 'reset', 'continue-as-new', 'workflow retry', 'workflow id reuse', 'cron'] as const;
type Event = (typeof EVENTS)[number];

const AT_ONCE = 12;
const LOST_COMPLETIONS = 0.1;
const CRON_RUNS = 2;

export interface GeneratedAudit extends Audit {
  /** What runs failed with although nothing was wrong with them. */
  readonly falseConflicts: readonly string[];
  /** How many workflows met each event. */
  readonly workflows: Readonly<Record<Event, number>>;
}

/** Makes workflows of random steps, fan-outs, equal calls and children until so many steps have a result, and lets random events happen to them. */
export async function runGeneratedSteps(target: number, seed: number): Promise<GeneratedAudit> {
  const runner = await startPlanRunner({ lostCompletions: LOST_COMPLETIONS });
  const random = createSeededRandom(seed);
  const workflows = Object.fromEntries(EVENTS.map((event) => [event, 0])) as Record<Event, number>;
  const falseConflicts: string[] = [];
  let started = 0;
  const work = async (): Promise<void> => {
    while (runner.audit().steps < target) {
      // One after the other, so that few workflows meet all of them, too.
      const event = EVENTS[started++ % EVENTS.length] as Event;
      workflows[event] += 1;
      await happen(runner, random, event).catch((error: unknown) => falseConflicts.push(`${event}: ${String(error)}`));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { ...runner.audit(), falseConflicts, workflows };
  } finally {
    await runner.stop();
  }
}

async function happen(runner: PlanRunner, random: SeededRandom, event: Event): Promise<void> {
  switch (event) {
    case 'nothing':
      return finish(await runner.start(makePlan(random)));
    case 'continue-as-new':
      return finish(await runner.start({ ...makePlan(random), continues: random.integer(1, 2) }));
    case 'workflow retry': {
      const retry = { maximumAttempts: 2, initialInterval: '10ms' };
      return finish(await runner.start({ ...makePlan(random), failsFirst: 1 }, { retry }));
    }
    case 'workflow id reuse': {
      const [plan, first] = [makePlan(random), await runner.start(makePlan(random))];
      await finish(first);
      return finish(await runner.start(plan, { workflowId: first.workflowId }));
    }
    case 'reset': {
      const handle = await runner.start(makePlan(random));
      await finish(handle);
      await finish(await runner.resetTo(random.pick(await runner.resetPoints(handle))));
      return finish(await runner.resetTo(random.pick(await runner.resetPoints(handle))));
    }
    case 'cron':
      return repeatByCron(await runner.start(makePlan(random), { cronSchedule: '@every 1s' }));
  }
}

async function finish(handle: WorkflowHandle): Promise<void> {
  await handle.result();
}

async function repeatByCron(handle: WorkflowHandle): Promise<void> {
  const runs = new Set<string>();
  await until('cron has started the next run', async () => runs.add((await handle.describe()).runId).size > CRON_RUNS, 120_000);
  await handle.terminate();
}

/** @param children whether it may start other workflows */
function makePlan(random: SeededRandom, children = true): Plan {
  return { does: times(random.integer(2, 6), () => makeAct(random, children)) };
}

function makeAct(random: SeededRandom, children: boolean): Act {
  const makers: readonly (() => Act)[] = [
    () => ({ type: 'step', ...makeCall(random) }),
    () => ({ type: 'equal', ...makeCall(random), times: random.integer(2, 5) }),
    () => ({ type: 'gather', items: times(random.integer(2, 6), () => times(random.integer(1, 3), () => makeCall(random))) }),
    ...(children ? [(): Act => ({ type: 'child', plan: makePlan(random, false) })] : []),
  ];
  return random.pick(makers)();
}

function times<Item>(count: number, make: () => Item): readonly Item[] {
  return Array.from({ length: count }, make);
}

/** Few labels, so that many calls are equal: only their place tells them apart. */
function makeCall(random: SeededRandom): { readonly step: StepName; readonly label: string } {
  return { step: random.pick(STEP_NAMES), label: `label ${random.integer(1, 3)}` };
}
