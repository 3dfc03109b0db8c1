import type { WorkflowHandle } from '@temporalio/client';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import type { OutsideWorld } from '../outside-world.ts';
import { until } from '../until.ts';

const LONGEST_MS = 90_000;

/** How a run of `together` ended. */
export interface Finished {
  /** The names of the steps that had a result. */
  readonly done: readonly string[];
  /** The name of a step for each time that a person was asked about it. */
  readonly asked: readonly string[];
}

/** Lets the run go on and waits for its end, as a person who looks at the other side and answers whatever the run asks meanwhile. */
export async function finishRun(handle: WorkflowHandle, world: OutsideWorld): Promise<Finished> {
  const asked = new Map<string, string>();
  // A server that was away may not take it at once.
  await until('the run takes the signal', () => succeeds(handle.signal('goOn')));
  await until(
    'the run ends',
    async () => {
      const status = (await handle.describe().catch(() => undefined))?.status.name ?? 'RUNNING';
      if (status !== 'RUNNING') return true;
      // A workflow that has asked nothing so far does not know the query.
      const pending = await handle.query<ApprovalRequest[]>(APPROVAL_PENDING).catch(() => []);
      for (const request of pending) {
        if (await succeeds(decide(handle, world, request))) asked.set(request.id, stepOf(request));
      }
      return false;
    },
    LONGEST_MS,
  );
  return { done: (await handle.result()) as string[], asked: [...asked.values()] };
}

async function decide(handle: WorkflowHandle, world: OutsideWorld, request: ApprovalRequest): Promise<void> {
  const [row] = world.requests(stepOf(request));
  const answer = row === undefined ? { action: 'approve' } : { action: 'respond', value: { number: row.number } };
  await handle.executeUpdate(APPROVAL_DECIDE, { args: [{ id: request.id, ...answer }] });
}

function stepOf({ title }: ApprovalRequest): string {
  return /^Did (\S+) happen/.exec(title)?.[1] ?? title;
}

function succeeds(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
