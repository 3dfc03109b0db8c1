import type { Client } from '@temporalio/client';
import { unreadableReason } from './unreadable-reason.js';

/** What a run says; that it never asked anybody; why its answer cannot be read here; or that no worker gave one. */
export type Said<Answer> =
  | { readonly kind: 'said'; readonly answer: Answer }
  | { readonly kind: 'never asked' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'silent' };

export interface Question {
  readonly workflowId: string;
  readonly query: string;
  readonly args: readonly unknown[];
  readonly timeoutMs: number;
}

/** Asks a run, through one of its workers. */
export async function askRun<Answer>(client: Client, { workflowId, query, args, timeoutMs }: Question): Promise<Said<Answer>> {
  const handle = client.workflow.getHandle(workflowId);
  const ask = (): Promise<Answer> => handle.query<Answer, unknown[]>(query, ...args);
  try {
    return { kind: 'said', answer: await client.withDeadline(Date.now() + timeoutMs, ask) };
  } catch (error) {
    if (error instanceof Error && error.name === 'QueryNotRegisteredError') return { kind: 'never asked' };
    const reason = unreadableReason(error);
    return reason === undefined ? { kind: 'silent' } : { kind: 'unreadable', reason };
  }
}
