import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import type { OutsideWorld } from '../outside-world.ts';
import { toExecution } from './audit.ts';

const PAUSE_MS = 2_000;

/** A person who answers what runs ask about their writes. */
export interface Person {
  /** How often runs asked. */
  questions(): number;
  stop(): Promise<void>;
}

/** Answers whatever open runs ask, after a look at the other side. */
export function answerQuestions(client: Client, world: OutsideWorld): Person {
  const answered = new Set<string>();
  const over = new AbortController();
  const answer = async (): Promise<void> => {
    const waiting: WorkflowHandle[] = [];
    for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" })) {
      const handle = client.workflow.getHandle(workflowId);
      if (await waitsForSomebody(handle)) waiting.push(handle);
    }
    await Promise.all(waiting.map((handle) => answerOne(handle, world, (id) => answered.add(id))));
  };
  const answering = (async () => {
    while (!over.signal.aborted) {
      // While the server is away nobody can be asked.
      await answer().catch(() => undefined);
      await sleep(PAUSE_MS, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  return {
    questions: () => answered.size,
    async stop() {
      over.abort();
      await answering;
    },
  };
}

/** A run with nothing under way. To ask every other what it waits for would cost its workers as much as their work. */
async function waitsForSomebody(handle: WorkflowHandle): Promise<boolean> {
  const { raw } = await handle.describe();
  const isAtWork = raw.pendingWorkflowTask || raw.pendingActivities?.length || raw.pendingChildren?.length;
  return !isAtWork;
}

async function answerOne(handle: WorkflowHandle, world: OutsideWorld, onAnswered: (id: string) => void): Promise<void> {
  // A run that has asked nothing so far does not know the query.
  const pending = await handle.query<ApprovalRequest[]>(APPROVAL_PENDING).catch(() => []);
  for (const { id } of pending) {
    const key = id.split(':')[1];
    const arrival = world.requests().find((request) => request.key === key);
    const said = arrival === undefined ? { action: 'approve' } : { action: 'respond', value: toExecution(arrival) };
    await handle.executeUpdate(APPROVAL_DECIDE, { args: [{ id, ...said }] });
    onAnswered(id);
  }
}
