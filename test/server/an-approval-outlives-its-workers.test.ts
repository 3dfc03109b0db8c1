import { expect, test } from 'vitest';
import { approveOverDeploys } from '../support/approval-over-deploys.ts';

test('an approval of three days, over a deploy and a kill in the moment of the decision, is decided once, and waiting leaves nothing in history', async () => {
  const outcome = await approveOverDeploys({ killAfterHours: [], deployAfterHours: 48, decideAfterHours: 72 });
  expect(outcome).toMatchObject({
    decision: { action: 'approve', approved: true, by: 'ada', reason: 'reads well' },
    isTheRunsOwn: true,
    secondAnswer: `it was already decided: approve by ada at ${outcome.decision.at}`,
    waitEvents: ['workflowTaskScheduled', 'workflowTaskStarted', 'workflowTaskCompleted'],
    build: 'after',
    calls: { model: 2, write: 2 },
    steps: 4,
    exitCode: 0,
    kills: 1,
  });
  expect(outcome.decision.audit).toMatchObject([{ event: 'asked' }, { event: 'approve', by: 'ada', reason: 'reads well' }]);
  expect(outcome.waitedHours).toBeGreaterThanOrEqual(72);
});
