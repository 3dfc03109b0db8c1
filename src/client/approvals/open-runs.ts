import type { Client } from '@temporalio/client';
import {
  APPROVAL_ATTRIBUTE,
  APPROVAL_ATTRIBUTE_GONE_PATCH,
  APPROVAL_ATTRIBUTE_PATCH,
  APPROVAL_WAITING,
} from '../../shared/contract/approval-attribute.js';

export interface OpenRun {
  readonly workflowId: string;
  /** A server up to 1.29 does not list it. */
  readonly firstRunId: string | undefined;
}

/** gRPC's INVALID_ARGUMENT. */
const INVALID_ARGUMENT = 3;
const LARGEST_PAGE = 1_000;

const OPEN = "ExecutionStatus = 'Running'";
const WAITING = `${OPEN} AND ${APPROVAL_ATTRIBUTE} = '${APPROVAL_WAITING}'`;
/** A run without the attribute waits for nobody if it writes the attribute; others began to wait before it was registered, or never. */
const UNKNOWN =
  `${OPEN} AND ${APPROVAL_ATTRIBUTE} IS NULL AND (TemporalChangeVersion IS NULL OR ` +
  `TemporalChangeVersion != '${APPROVAL_ATTRIBUTE_PATCH}' OR TemporalChangeVersion = '${APPROVAL_ATTRIBUTE_GONE_PATCH}')`;

/**
 * The open runs in which something may wait for a person: where the search attribute of approvals is registered, first those that have it, and no run
 * that writes it and has it not.
 */
export async function openRuns(client: Client, limit: number): Promise<readonly OpenRun[]> {
  const waiting = await runsWhere(client, WAITING, limit).catch((error: unknown) => {
    // An attribute that is not registered is an error in a query.
    if ((error as { readonly code?: unknown }).code === INVALID_ARGUMENT) return undefined;
    throw error;
  });
  if (waiting === undefined) return runsWhere(client, OPEN, limit);
  return [...waiting, ...(await runsWhere(client, UNKNOWN, limit - waiting.length))];
}

/** The newest first. Not by the client's own list: that decodes memos, and fails over one that it has no key for. */
async function runsWhere(client: Client, query: string, limit: number): Promise<readonly OpenRun[]> {
  const runs: OpenRun[] = [];
  let nextPageToken: Uint8Array | undefined;
  while (runs.length < limit && nextPageToken?.length !== 0) {
    const page = await client.workflowService.listWorkflowExecutions({
      namespace: client.options.namespace,
      query,
      pageSize: Math.min(limit - runs.length, LARGEST_PAGE),
      nextPageToken,
    });
    for (const { execution, firstRunId } of page.executions) {
      runs.push({ workflowId: execution?.workflowId ?? '', firstRunId: firstRunId || undefined });
    }
    nextPageToken = page.nextPageToken;
  }
  return runs.slice(0, limit);
}
