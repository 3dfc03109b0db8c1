import { once } from 'node:events';
import { activityInfo } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { durableContext, inDurableStep } from 'onceward';
import type { KillOrder, KillPoint, WorkerMessage } from './kill-point.ts';

/** One for the process: its worker does one step at a time. */
let point: KillPoint | null = null;

/** Around each step: asks the demo before the first attempt, and stands still where the demo wants to kill this process. */
export const killSwitch: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    point = await askForPoint();
    if (point === 'K1') return standStill();
    const result = next(input);
    if (point === 'at work') return standStill();
    const value = await result;
    return point === 'K4' ? standStill() : value;
  },
};

/** Stands still in the request of a step that is to be killed at K2 or K3. */
export function putKillSwitchIntoFetch(): void {
  const send = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const answer = send(...request);
    if (point === 'K2' && inDurableStep()) return standStill(durableContext().idempotencyKey);
    const response = await answer;
    return point === 'K3' && inDurableStep() ? standStill() : response;
  };
}

async function askForPoint(): Promise<KillPoint | null> {
  const { attempt, activityId, activityType, workflowExecution } = activityInfo();
  if (attempt > 1) return null;
  const order = once(process, 'message');
  tell({ about: 'begins', workflowId: workflowExecution?.workflowId ?? '', activityId, activityType });
  return ((await order) as [KillOrder])[0].point;
}

function standStill(key?: string): Promise<never> {
  tell({ about: 'reached', ...(key !== undefined && { key }) });
  return new Promise(() => undefined);
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
