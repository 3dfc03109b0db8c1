import { toDuration } from '../../output/to-duration.js';
import { loadPlugin } from '../../plugin/load-plugin.js';
import { defineCheck, type CheckResult } from '../define-check.js';
import { adviseOn, type Advice, type Verdict } from '../timings/advise-on.js';
import { observeRuns, type Observation } from '../timings/observe-runs.js';

const DEFAULT_RUNS = 200;
/** So that a few runs with long histories do not take minutes: 50,000 events for 200 runs. */
const EVENTS_PER_RUN = 250;
const HEADER = ['STEP', 'ATTEMPTS', 'P50', 'P99', 'START-TO-CLOSE', 'CUT OFF', 'RETRIES', 'ADVICE'];

interface StepReport extends Advice {
  readonly activityType: string;
  readonly startToCloseMs: number | null;
  readonly attempts: number;
  readonly retries: number;
}

/** Whether the start-to-close timeouts fit what steps took in the newest runs of the namespace. Advice, and no fault. */
export const timeouts = defineCheck({
  id: 'timeouts',
  title: 'Timeouts',
  appliesTo: ({ plugin, runs }) => plugin !== undefined || runs !== undefined,
  async run({ plugin, runs = DEFAULT_RUNS, server }) {
    if (plugin === undefined) {
      const fix = 'Add --plugin <file>, which exports `onceward`, the OncewardPlugin of the worker.';
      return { ok: false, detail: 'not checked: without the plugin nobody knows which step has which timeout', fix };
    }
    const activityTypes = (await loadPlugin(plugin)).activityTypes();
    const observation = await observeRuns(await server(), { runs, events: runs * EVENTS_PER_RUN });
    const steps = activityTypes.flatMap((type) => reportOn(type, observation));
    return toResult(steps, observation);
  },
});

function reportOn(
  {
    activityType,
    aliases,
    startToCloseMs,
  }: { readonly activityType: string; readonly aliases: readonly string[]; readonly startToCloseMs: number | null },
  { steps }: Observation,
): readonly StepReport[] {
  const observed = [activityType, ...aliases].flatMap((name) => steps.get(name) ?? []);
  if (observed.length === 0) return [];
  const durationsMs = observed.flatMap((one) => one.durationsMs);
  const advice = adviseOn({ durationsMs, cutOffAtMs: observed.flatMap((one) => one.cutOffAtMs) }, { startToCloseMs });
  const retries = observed.reduce((sum, one) => sum + one.retries, 0);
  return [{ activityType, startToCloseMs, attempts: durationsMs.length, retries, ...advice }];
}

function toResult(steps: readonly StepReport[], { runs, events, limited }: Observation): CheckResult {
  const read = `${count(runs, 'run')}, ${count(events, 'event')} read${limited ? '; there are more (--runs)' : ''}`;
  if (steps.length === 0) return { ok: true, detail: `${read}: none called a step of the plugin` };
  const tell = (verdict: Verdict, says: string): string[] => {
    const found = steps.filter((step) => step.verdict === verdict).length;
    return found === 0 ? [] : [`${found} ${says}`];
  };
  const findings = [...tell('too tight', 'too tight'), ...tell('too wide', 'too wide'), ...tell('few', 'with too few attempts to tell')];
  const fixes = [
    ...(steps.some(({ verdict }) => verdict === 'too tight') ? ['Too tight pays for answers that are thrown away.'] : []),
    ...(steps.some(({ verdict }) => verdict === 'too wide') ? ['Too wide hides a call that hangs.'] : []),
  ];
  return {
    ok: true,
    detail: `${read}; ${count(steps.length, 'step')}${findings.length === 0 ? '' : `: ${findings.join(', ')}`}`,
    ...(fixes.length > 0 && {
      fix: `${fixes.join(' ')} State p99, not startToCloseTimeout.`,
    }),
    data: steps,
    table: [HEADER, ...steps.map(toRow)],
  };
}

function toRow({ activityType, startToCloseMs, attempts, retries, p50Ms, p99Ms, cutOff, verdict, option }: StepReport): readonly string[] {
  const time = (ms: number | undefined): string => (ms === undefined ? '-' : toDuration(ms));
  const limit = startToCloseMs === null ? 'none' : toDuration(startToCloseMs);
  const advice = option === undefined ? verdict : `${verdict}: ${option}`;
  return [activityType, String(attempts), time(p50Ms), time(p99Ms), limit, String(cutOff), String(retries), advice];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
