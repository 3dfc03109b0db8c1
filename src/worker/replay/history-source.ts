import type { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';

/** A history as Temporal's client gives it. */
export type History = ReturnType<typeof historyFromJSON>;

/** What Temporal's replay takes. */
export interface NamedHistory {
  readonly workflowId: string;
  readonly history: History;
}

/** A history in memory, as Temporal's client gives it. */
export interface HistoryInMemory {
  /** @default the id that its first event names */
  readonly workflowId?: string;
  /** Of `handle.fetchHistory()`, or the parsed JSON of `temporal workflow show --output json`. */
  readonly history: unknown;
}

/**
 * A history to replay: the path of a JSON file as `temporal workflow show --output json` writes it, also gzipped (`.gz`), or a history in
 * memory, such as `client.workflow.list({ query }).intoHistories()` gives them.
 */
export type HistorySource = string | URL | HistoryInMemory;
