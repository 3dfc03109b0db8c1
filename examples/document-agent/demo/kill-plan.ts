import type { KillPoint, StepBegins } from './kill-point.ts';
import { stepName } from './step-counts.ts';

/** Decides, when a step begins for the first time, where its worker is killed; undefined when it is to go on. */
export type KillPlan = (step: StepBegins) => KillPoint | undefined;

/** Steps whose work is one request to a service. */
const WITH_REQUEST = new Set(['model', 'lookupCompany', 'writeCrm', 'writeAccounting', 'writeArchive']);
const POINTS_WITH_REQUEST = ['K2', 'K3', 'K4', 'K1'] as const;
const POINTS_WITHOUT = ['at work', 'K4', 'K1'] as const;

/** Kills once at each of these kinds of step, or at every single step of the run; the points take turns. */
export function createKillPlan(steps: readonly string[] | 'every', workflowId: string): KillPlan {
  const planned = new Set<string>();
  const turns = { with: 0, without: 0 };
  return (begins) => {
    const step = stepName(begins.activityType);
    const what = steps === 'every' ? begins.activityId : step;
    const isPlanned = begins.workflowId === workflowId && (steps === 'every' || steps.includes(step)) && !planned.has(what);
    if (!isPlanned) return undefined;
    planned.add(what);
    if (WITH_REQUEST.has(step)) return POINTS_WITH_REQUEST[turns.with++ % POINTS_WITH_REQUEST.length];
    return POINTS_WITHOUT[turns.without++ % POINTS_WITHOUT.length];
  };
}
