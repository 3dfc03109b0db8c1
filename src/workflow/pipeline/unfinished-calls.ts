import { CancellationScope, log } from '@temporalio/workflow';
import { LOST_CALL } from '../../shared/outside/lost-call.js';

interface UnfinishedCall {
  readonly activityType: string;
  readonly scope: CancellationScope;
}

const unfinished = new Set<UnfinishedCall>();

/** Notes a call, until the returned function is called. */
export function beginCall(activityType: string): () => void {
  const call = { activityType, scope: CancellationScope.current() };
  unfinished.add(call);
  return () => unfinished.delete(call);
}

/** For a run that has returned: says which calls go on without anybody to take their results. What was cancelled is meant to be given up. */
export function warnOfUnfinishedCalls(): void {
  const steps = [...unfinished].filter(({ scope }) => !scope.consideredCancelled).map(({ activityType }) => activityType);
  if (steps.length === 0) return;
  const named = [...new Set(steps)].map((step) => `'${step}'`).join(', ');
  log.warn(`The run ended while ${named} had not: ${LOST_CALL}`, { steps });
}
