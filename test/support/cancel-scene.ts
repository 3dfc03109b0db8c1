import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import * as steps from '../fixtures/cancel/steps.ts';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene } from '../fixtures/harness/open-scene.ts';
import { startHangingServer, type HangingRequest, type HangingServer } from './hanging-server.ts';

export type CancelledCall =
  | 'askModel'
  | 'askStream'
  | 'askBegunStream'
  | 'readStream'
  | 'askChatModel'
  | 'askAgent'
  | 'askGraph'
  | 'askBranches'
  | 'askTriedGraph'
  | 'fetchAnswer'
  | 'fetchBody';

/** What became of a call whose run was cancelled while it was at the other side. */
export interface Cancellation {
  readonly handle: WorkflowHandle;
  /** From the cancellation to the close of the connection. */
  readonly closedAfterMs: number;
  /** Requests that were left without an answer: the first, and any that came after it. */
  readonly hanging: number;
  /** What the run ended with. */
  readonly outcome: string;
}

export interface CancelScene {
  readonly server: HangingServer;
  start(workflow: string): Promise<WorkflowHandle>;
  cancelled(workflow: CancelledCall): Promise<Cancellation>;
  /** Waits until the history of a run has an event with these attributes. */
  until(handle: WorkflowHandle, attributes: string): Promise<void>;
  stop(): Promise<void>;
}

const GIVE_UP_MS = 30_000;

/** A Temporal server, a worker with both frameworks, and an other side that never answers. */
export async function startCancelScene(): Promise<CancelScene> {
  const server = await startHangingServer();
  process.env['HANGING_URL'] = server.url;
  const plugin = new OncewardPlugin({
    modules: [steps],
    adapters: [aiSdk(), langchain()],
    store: memoryStore(),
    journal: memoryJournal(),
    shutdownGrace: '1s',
  });
  const scene = await openScene({ workflows: new URL('../fixtures/cancel/workflows.ts', import.meta.url), plugin });
  return {
    server,
    start: (workflow) => scene.start(workflow),
    cancelled: async (workflow) => cancel(await scene.start(workflow), server),
    async until(handle, attributes) {
      const has = async (): Promise<boolean> => JSON.stringify(await handle.fetchHistory()).includes(attributes);
      while (!(await has())) await sleep(100);
    },
    async stop() {
      await Promise.all([server.close(), scene.close()]);
    },
  };
}

async function cancel(handle: WorkflowHandle, { requests }: HangingServer): Promise<Cancellation> {
  const before = requests.length;
  const hanging = (): HangingRequest[] => requests.slice(before).filter(({ isAnswered }) => !isAnswered);
  const own = await poll(() => hanging()[0]);
  // So that the cancellation does not meet the first heartbeat by chance of its start.
  await sleep(500);
  const cancelledAtMs = Date.now();
  await handle.cancel();
  const closedAtMs = await poll(() => own.closedAtMs);
  const error = await refusalOf(handle.result());
  return { handle, closedAfterMs: closedAtMs - cancelledAtMs, hanging: hanging().length, outcome: (error.cause as Error).name };
}

async function poll<Value>(read: () => Value | undefined): Promise<Value> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`Nothing happened for ${GIVE_UP_MS} ms.`);
    await sleep(20);
  }
}
