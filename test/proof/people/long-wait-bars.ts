import { approveOverDeploys, type LongApproval } from '../../support/approval-over-deploys.ts';
import { defineBar, type Measurement } from '../define-bar.ts';

const DAYS = { killAfterHours: [8, 30], deployAfterHours: 48, decideAfterHours: 72 };

async function measureLongWait(): Promise<Measurement> {
  const outcome = await approveOverDeploys(DAYS);
  const calls = Object.values(outcome.calls).reduce((sum, count) => sum + count, 0);
  const problems = problemsOf(outcome, calls);
  const { kills, waitedHours, steps } = outcome;
  const note =
    problems.length > 0
      ? problems.join('; ')
      : `${kills} kills, the last between the decision and the next call, a deploy with other code before and behind the wait, ` +
        `${waitedHours.toFixed(1)} h waited; in the wait no activity and one workflow task, the answer's; ${steps} steps, ${calls} calls; ` +
        'the audit has the question and the answer; a second answer is told who was faster';
  return { value: problems.length === 0 ? 'decided once' : 'broken', ok: problems.length === 0, note };
}

function problemsOf(outcome: LongApproval, calls: number): readonly string[] {
  const { decision, waitEvents, secondAnswer } = outcome;
  const audit = decision.audit?.map(({ event, by }) => [event, by].filter(Boolean).join(' by ')).join(', ');
  const tasks = 'workflowTaskScheduled, workflowTaskStarted, workflowTaskCompleted';
  const isRefused = secondAnswer === `it was already decided: approve by ada at ${decision.at}`;
  return [
    ...(outcome.kills === 3 && outcome.exitCode === 0 ? [] : [`${outcome.kills} kills, and the deploy ended with ${outcome.exitCode}`]),
    ...(outcome.waitedHours >= 72 ? [] : [`waited ${outcome.waitedHours} h`]),
    ...(decision.action === 'approve' && outcome.isTheRunsOwn ? [] : [`decided ${JSON.stringify(decision)}`]),
    ...(audit === 'asked, approve by ada' ? [] : [`the audit is ${audit}`]),
    ...(isRefused ? [] : [`a second answer was told '${secondAnswer}'`]),
    ...(waitEvents.join(', ') === tasks ? [] : [`the wait left ${waitEvents.join(', ')}`]),
    ...(outcome.build === 'after' ? [] : ['the old build ended it']),
    ...(outcome.steps === calls ? [] : [`${outcome.steps} steps, ${calls} calls: ${JSON.stringify(outcome.calls)}`]),
  ];
}

export const longWaitBars = [
  defineBar({
    area: 'people',
    bar: 'an approval that takes three days (skipped), with three killed workers and a deploy meanwhile',
    unit: '',
    target: 'decided once',
    measure: measureLongWait,
  }),
];
