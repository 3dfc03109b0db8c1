import type { WorkflowHandle } from '@temporalio/client';
import { createSeededRandom, type SeededRandom } from '../../../examples/document-agent/scene/seeded-random.ts';
import { STEP_NAMES, type Act, type Plan, type StepName } from '../../fixtures/chaos/plan.ts';
import { answerQuestions } from './answer-questions.ts';
import { auditEvidence, type Audit, type Trouble } from './audit.ts';
import { startPlanRunner, untilRunsOf, type PlanRunner } from './plan-runner.ts';
import { makeTrouble, TROUBLE_NAMES } from './troubles.ts';
import { startFleet } from './worker-fleet.ts';

/** What happens to a generated workflow besides its own steps. */
const EVENTS = ['nothing', 'reset', 'continue-as-new', 'workflow retry', 'workflow id reuse', 'cron'] as const;
type Event = (typeof EVENTS)[number];

const WORKERS = 3;
const LOST_COMPLETIONS = 0.1;
const LONGEST_CALL_MS = 300;
/** The last of them is cut off. */
const CRON_RUNS = 3;
/** Calls from the end of one trouble to the beginning of the next: fewest and most. */
const CALLS_BETWEEN_TROUBLES = [10, 60] as const;
/** So that the plans of two workflows have nothing to do with each other. */
const SEEDS_APART = 7_919;

interface Generated {
  /** At which number of steps no further workflow begins. */
  readonly steps: number;
  readonly seed: number;
  /** Workflows at once. @default 24 */
  readonly atOnce?: number;
  /** What a workflow does at most, each of it up to 18 steps or another workflow. @default 6 */
  readonly longestPlan?: number;
}

export interface GeneratedAudit extends Audit {
  /** How often runs asked a person about a write of unknown outcome. */
  readonly questions: number;
  /** What runs failed with although nothing was wrong with them, and workers that ended by themselves. */
  readonly falseConflicts: readonly string[];
  /** How many workflows met each event. */
  readonly workflows: Readonly<Record<Event, number>>;
  /** How often each of them happened to workers, server and network. */
  readonly troubles: Readonly<Record<string, number>>;
}

/** What has to be 0, by the promise that it would break. Calls `unexplained` are none of it: a machine so busy that heartbeats come late repeats calls, too. */
export function brokenPromises(audit: GeneratedAudit): Readonly<Record<string, number>> {
  const { keyCollisions, changedKeys, staleAnswers, doubleWrites, paidTwice, falseConflicts } = audit;
  return { keyCollisions, changedKeys, staleAnswers, doubleWrites, paidTwice, falseConflicts: falseConflicts.length };
}

/**
 * Makes workflows of random steps, fan-outs, equal calls and children until so many steps have a result, and lets random events happen to them,
 * to the workers, the server and the network. A seed gives the same plans and the same troubles in the same order; which call they hit is chance.
 */
export async function runGeneratedSteps(generated: Generated): Promise<GeneratedAudit> {
  const runner = await startPlanRunner({ lostCompletions: LOST_COMPLETIONS, longestCallMs: LONGEST_CALL_MS });
  try {
    return await runInTrouble(runner, generated);
  } finally {
    await runner.stop();
  }
}

async function runInTrouble(runner: PlanRunner, { steps, seed, atOnce = 24, longestPlan = 6 }: Generated): Promise<GeneratedAudit> {
  const fleet = await startFleet(WORKERS, () => runner.startWorker());
  const person = answerQuestions(runner.client, runner.world);
  const troubles: Trouble[] = [];
  let isOver = false;
  const isEnough = (): boolean => (isOver ||= auditEvidence(runner.evidence()).steps >= steps);
  const [{ workflows, failures }] = await Promise.all([
    runWorkflows(runner, { seed, atOnce, longestPlan, isEnough }),
    makeTrouble({
      runner,
      fleet,
      random: createSeededRandom(seed),
      calls: CALLS_BETWEEN_TROUBLES,
      isOver: () => isOver,
      onTrouble: (trouble) => troubles.push(trouble),
    }),
  ]);
  await person.stop();
  return {
    ...auditEvidence({ ...runner.evidence(), troubles }),
    questions: person.questions(),
    falseConflicts: [...failures, ...fleet.casualties()],
    workflows,
    troubles: countNames(troubles),
  };
}

interface Workflows {
  readonly workflows: Readonly<Record<Event, number>>;
  readonly failures: readonly string[];
}

interface RunningWorkflows {
  readonly seed: number;
  readonly atOnce: number;
  readonly longestPlan: number;
  readonly isEnough: () => boolean;
}

async function runWorkflows(runner: PlanRunner, { seed, atOnce, longestPlan, isEnough }: RunningWorkflows): Promise<Workflows> {
  const workflows = Object.fromEntries(EVENTS.map((event) => [event, 0])) as Record<Event, number>;
  const failures: string[] = [];
  let started = 0;
  const work = async (): Promise<void> => {
    while (!isEnough()) {
      // One after the other, so that few workflows meet all of them, too.
      const event = EVENTS[started % EVENTS.length] as Event;
      const random = createSeededRandom(seed + (started += 1) * SEEDS_APART);
      workflows[event] += 1;
      await happen(runner, event, () => makePlan(random, longestPlan), random).catch((error: unknown) =>
        failures.push(`${event}: ${describeFailure(error)}`),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { workflows, failures };
}

function describeFailure(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? `${String(error)}: ${describeFailure(error.cause)}` : String(error);
}

function countNames(troubles: readonly Trouble[]): Readonly<Record<string, number>> {
  return Object.fromEntries(TROUBLE_NAMES.map((name) => [name, troubles.filter((trouble) => trouble.name === name).length]));
}

async function happen(runner: PlanRunner, event: Event, plan: () => Plan, random: SeededRandom): Promise<void> {
  switch (event) {
    case 'nothing':
      return finish(await runner.start(plan()));
    case 'continue-as-new':
      return finish(await runner.start({ ...plan(), continues: random.integer(1, 2) }));
    case 'workflow retry': {
      const retry = { maximumAttempts: 2, initialInterval: '10ms' };
      return finish(await runner.start({ ...plan(), failsFirst: 1 }, { retry }));
    }
    case 'workflow id reuse': {
      const [next, first] = [plan(), await runner.start(plan())];
      await finish(first);
      return finish(await runner.start(next, { workflowId: first.workflowId }));
    }
    case 'reset': {
      const handle = await runner.start(plan());
      await finish(handle);
      // Once everything again, and then a part. Nothing comes after the last task, so a reset to it does nothing again.
      const [first = never()] = await runner.resetPoints(handle);
      await finish(await runner.resetTo(first));
      return finish(await runner.resetTo(random.pick((await runner.resetPoints(handle)).slice(0, -1))));
    }
    case 'cron':
      return repeatByCron(await runner.start(plan(), { cronSchedule: '@every 1s' }));
  }
}

function never(): never {
  throw new Error('A run that is over has a workflow task.');
}

async function finish(handle: WorkflowHandle): Promise<void> {
  await handle.result();
}

async function repeatByCron(handle: WorkflowHandle): Promise<void> {
  await untilRunsOf(handle, CRON_RUNS);
  await handle.terminate();
}

/** @param children whether it may start other workflows */
function makePlan(random: SeededRandom, longest: number, children = true): Plan {
  return { does: times(random.integer(2, longest), () => makeAct(random, longest, children)) };
}

function makeAct(random: SeededRandom, longest: number, children: boolean): Act {
  const makers: readonly (() => Act)[] = [
    () => ({ type: 'step', ...makeCall(random) }),
    () => ({ type: 'equal', ...makeCall(random), times: random.integer(2, 5) }),
    () => ({ type: 'gather', items: times(random.integer(2, 6), () => times(random.integer(1, 3), () => makeCall(random))) }),
    ...(children ? [(): Act => ({ type: 'child', plan: makePlan(random, longest, false) })] : []),
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
