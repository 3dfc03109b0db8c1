import type { KillPoint, StepBegins } from './kill-point.ts';
import { stepName } from './step-counts.ts';

/** Decides, when a step begins for the first time, where its worker is killed; undefined when it is to go on. */
export type KillPlan = (step: StepBegins) => KillPoint | undefined;

/** Steps whose work is one request to a service. */
const WITH_REQUEST = new Set(['model', 'lookupCompany', 'writeCrm', 'writeAccounting', 'writeArchive']);
const POINTS_WITH_REQUEST = ['K2', 'K3', 'K4', 'K1'] as const;
const POINTS_WITHOUT = ['at work', 'K4', 'K1'] as const;

/** Kills at the first calls of these kinds of step, as many as a kind is named, or at every single step of the run; the points take turns. */
export function createKillPlan(steps: readonly string[] | 'every', workflowId: string): KillPlan {
  const killed = new Set<string>();
  const left = steps === 'every' ? [] : [...steps];
  const turns = { with: 0, without: 0 };
  return (begins) => {
    const step = stepName(begins.activityType);
    if (begins.workflowId !== workflowId || killed.has(begins.activityId)) return undefined;
    if (steps !== 'every' && !left.includes(step)) return undefined;
    killed.add(begins.activityId);
    if (steps !== 'every') left.splice(left.indexOf(step), 1);
    if (WITH_REQUEST.has(step)) return POINTS_WITH_REQUEST[turns.with++ % POINTS_WITH_REQUEST.length];
    return POINTS_WITHOUT[turns.without++ % POINTS_WITHOUT.length];
  };
}
