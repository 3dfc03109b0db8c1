import { performance } from 'node:perf_hooks';
import type { Client } from '@temporalio/client';
import { approvalsClient, type ApprovalListing } from 'onceward/client';
import type { OutsideWorld } from './outside-world.ts';
import { until } from './until.ts';

/** Runs that all ask at the same time. */
export interface ManyApprovals {
  /** What the client's list said of them, while all waited. */
  readonly listing: ApprovalListing;
  /** How many different runs are in it. */
  readonly listed: number;
  /** Decisions that were taken, each for another run. */
  readonly decided: number;
  /** Runs that did what the answer allows, each once. */
  readonly continued: number;
  /** Calls that arrived outside. */
  readonly calls: number;
  /** What waits when all are decided. */
  readonly left: number;
  /** From the sending of each decision to the arrival of the call that follows it, ascending. */
  readonly latenciesMs: readonly number[];
}

interface Scene {
  readonly client: Client;
  readonly world: OutsideWorld;
  readonly taskQueue: string;
  /** Tells its runs from those of another call. @default 'ask' */
  readonly name?: string;
  /** Called once all wait, before the first decision. */
  readonly whileAllWait?: () => Promise<void>;
}

const STARTED_AT_ONCE = 20;

/** Starts so many runs that ask, lists them, and decides them, one after the other. */
export async function decideMany(count: number, { client, world, taskQueue, name = 'ask', whileAllWait }: Scene): Promise<ManyApprovals> {
  const before = world.requests().length;
  const ids = Array.from({ length: count }, (_, index) => `${name}-${index}`);
  for (let first = 0; first < count; first += STARTED_AT_ONCE) {
    const some = ids.slice(first, first + STARTED_AT_ONCE);
    const start = (workflowId: string, index: number): Promise<unknown> =>
      client.workflow.start('asksThenPays', { taskQueue, workflowId, args: [first + index] });
    await Promise.all(some.map(start));
  }
  const approvals = approvalsClient(client, { timeout: '30s' });
  const list = (): Promise<ApprovalListing> => approvals.list({ limit: count });
  let listing = await list();
  await until('all are listed', async () => (listing = await list()).approvals.length === count, 300_000);
  await whileAllWait?.();
  const arrivedMs = new Map<string, number>();
  const stopListening = world.onArrival(({ body }) => void arrivedMs.set((body as { note: string }).note, performance.now()));
  const latenciesMs: number[] = [];
  let decided = 0;
  const chainOf = new Map(listing.approvals.map(({ workflowId, firstRunId }) => [workflowId, firstRunId]));
  for (const [amount, workflowId] of ids.entries()) {
    const sentMs = performance.now();
    // For the chain that was listed, and no other that may have begun under the same id.
    const firstRunId = chainOf.get(workflowId) ?? '';
    const decision = await approvals.decide(workflowId, { id: 'pay', action: 'approve', by: 'ada' }, { firstRunId });
    if (decision.approved) decided += 1;
    await until('the run goes on', async () => arrivedMs.has(`pay ${amount}`));
    latenciesMs.push((arrivedMs.get(`pay ${amount}`) ?? Number.NaN) - sentMs);
    await client.workflow.getHandle(workflowId).result();
  }
  stopListening();
  return {
    listing,
    listed: new Set(listing.approvals.map(({ workflowId }) => workflowId)).size,
    decided,
    continued: arrivedMs.size,
    calls: world.requests().length - before,
    left: (await list()).approvals.length,
    latenciesMs: latenciesMs.toSorted((one, other) => one - other),
  };
}
