import type { WorkflowHandle } from '@temporalio/client';
import type { RawHistory } from './recorded-history.js';

type HistoryEvents = NonNullable<RawHistory['events']>;

/** A client of Temporal refuses messages beyond 4 MiB, so pages are meant to be far below. */
const PAGE_BYTES = 1_024 * 1_024;
const LARGEST_PAGE = 1_000;
const RESOURCE_EXHAUSTED = 8;

export interface EventsOfRun {
  readonly runId: string;
  /** As the server counts them. */
  readonly historyLength: number;
  readonly historySize: number;
}

/** All events of a run, in pages that a client with Temporal's default limit can receive, however large the history. */
export async function fetchEvents({ workflowId, client }: WorkflowHandle, run: EventsOfRun): Promise<HistoryEvents> {
  const events: HistoryEvents = [];
  let nextPageToken: Uint8Array | undefined;
  let maximumPageSize = expectedPageSize(run);
  do {
    try {
      const page = await client.workflowService.getWorkflowExecutionHistory({
        namespace: client.options.namespace,
        execution: { workflowId, runId: run.runId },
        maximumPageSize,
        nextPageToken,
      });
      events.push(...(page.history?.events ?? []));
      nextPageToken = page.nextPageToken;
    } catch (error) {
      // Events are of unequal size: this page was far above the average.
      if (!isTooLarge(error) || maximumPageSize === 1) throw error;
      maximumPageSize = Math.ceil(maximumPageSize / 4);
    }
  } while (nextPageToken === undefined || nextPageToken.length > 0);
  return events;
}

function expectedPageSize({ historyLength, historySize }: EventsOfRun): number {
  const averageBytes = Math.max(1, historySize / Math.max(1, historyLength));
  return Math.min(LARGEST_PAGE, Math.max(1, Math.floor(PAGE_BYTES / averageBytes)));
}

function isTooLarge(error: unknown): boolean {
  const { code, details } = error as { readonly code?: unknown; readonly details?: unknown };
  return code === RESOURCE_EXHAUSTED && String(details).includes('larger than max');
}
