import type { Server } from './connect-to-server.js';

/** A run as Temporal lists it. */
export interface ListedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly isOpen: boolean;
  readonly workflowType: string;
  /** In ISO 8601. */
  readonly startedAt: string;
  /** In events. */
  readonly historyLength: number;
}

/** `temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING`; the enum itself is not ours to import. */
const RUNNING = 1;
const LARGEST_PAGE = 1_000;

interface Which {
  /** In Temporal's query language. @default all runs */
  readonly query?: string;
  /** @default all of them */
  readonly limit?: number;
}

/** Runs of the namespace, the newest first. Not by the client's own list: that decodes memos, and fails over one that it has no key for. */
export async function* listRuns({ client, namespace }: Server, { query = '', limit = Infinity }: Which = {}): AsyncGenerator<ListedRun> {
  let nextPageToken: Uint8Array | undefined;
  let left = limit;
  do {
    const pageSize = Math.min(left, LARGEST_PAGE);
    const page = await client.workflowService.listWorkflowExecutions({ namespace, query, pageSize, nextPageToken });
    const listed = page.executions.slice(0, left);
    for (const { execution, status, type, startTime, historyLength } of listed) {
      const { workflowId = '', runId = '' } = execution ?? {};
      const startedAt = new Date(Number(startTime?.seconds ?? 0) * 1_000).toISOString();
      yield {
        workflowId: workflowId ?? '',
        runId: runId ?? '',
        isOpen: Number(status) === RUNNING,
        workflowType: type?.name ?? '',
        startedAt,
        historyLength: Number(historyLength ?? 0),
      };
    }
    left -= listed.length;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0 && left > 0);
}
