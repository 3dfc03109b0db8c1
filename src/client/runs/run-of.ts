import type { Client } from '@temporalio/client';
import { TokenRefused } from '../../shared/errors/token-refused.js';

/** The run of a workflow id, as far as answering it goes. */
export interface Run {
  readonly workflowId: string;
  /** The first run of its chain. */
  readonly firstRunId: string;
  readonly taskQueue: string;
  /** In words, when it is over: 'completed since 2026-01-02T09:00:00.000Z'. */
  readonly closed: string | undefined;
}

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;
/** `temporal.api.enums.v1.WorkflowExecutionStatus`; the enum itself is not ours to import. */
const STATUS_NAMES = ['unknown', 'running', 'completed', 'failed', 'canceled', 'terminated', 'continued_as_new', 'timed_out', 'paused'];
const RUNNING = 1;

export interface WhichRun {
  readonly workflowId: string;
  /** The chain that it has to belong to. */
  readonly firstRunId?: string | undefined;
}

/**
 * The newest run of a workflow id; undefined when there is none.
 *
 * @throws TokenRefused when it is of another chain
 */
export async function runOf(client: Client, { workflowId, firstRunId }: WhichRun): Promise<Run | undefined> {
  const { namespace } = client.options;
  // Not by the handle: it decodes the memo, and fails over one that it has no key for.
  const request = { namespace, execution: { workflowId } };
  const description = await client.workflowService.describeWorkflowExecution(request).catch((error: unknown) => {
    if ((error as { readonly code?: unknown }).code !== NOT_FOUND) throw error;
    return undefined;
  });
  if (description === undefined) return undefined;
  const { status, closeTime, firstRunId: found } = description.workflowExecutionInfo ?? {};
  if (firstRunId !== undefined && found !== firstRunId) throw new TokenRefused({ kind: 'other-run', workflowId });
  const since = closeTime ? ` since ${new Date(Number(closeTime.seconds ?? 0) * 1_000).toISOString()}` : '';
  return {
    workflowId,
    firstRunId: found ?? '',
    taskQueue: description.executionConfig?.taskQueue?.name ?? '',
    closed: Number(status) === RUNNING ? undefined : `${STATUS_NAMES[Number(status)] ?? 'unknown'}${since}`,
  };
}

/** Why a workflow id is none, in words for whoever asked. */
export function noSuchRun(client: Client, workflowId: string): string {
  return `there is no run '${workflowId}' in the namespace '${client.options.namespace}'`;
}
