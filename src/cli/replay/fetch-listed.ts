import type { HistoryNotReplayed, HistorySource } from 'onceward/worker';
import { toOneLine } from '../output/one-line.js';
import type { Server } from '../server/connect-to-server.js';
import type { ListedRun } from '../server/list-runs.js';
import { keepHistory } from './keep-history.js';

/** A history to replay, or why there is none: its run was deleted meanwhile, or it could not be had. */
export type Loaded =
  | { readonly source: HistorySource }
  | { readonly deleted: Pick<ListedRun, 'workflowId' | 'workflowType'> }
  | { readonly outcome: HistoryNotReplayed };

/** Where histories are kept. */
export interface KeepingHistories {
  readonly folder: string;
  readonly redact: boolean;
}

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;
/** gRPC's PERMISSION_DENIED, UNAVAILABLE and UNAUTHENTICATED: the next history would not be given either, each after a long wait. */
const OF_THE_SERVER = [7, 14, 16];

/**
 * Fetches the histories of runs that were listed. A run may be gone by then, for retention or by `temporal workflow delete`: that is no failure. One whose
 * history is not given does not keep the others from being replayed.
 *
 * @param kept keeps each before it is replayed
 */
export function fetchListed({ client }: Server, kept: KeepingHistories | undefined): (listed: ListedRun) => Promise<Loaded> {
  let lost: string | undefined;
  return async (listed) => {
    const { workflowId, runId, workflowType } = listed;
    const unread = (message: string): Loaded => ({ outcome: { ok: false, kind: 'unreadable', workflowId, workflowType, message } });
    if (lost !== undefined) return unread(`its history was not asked for, as the server no longer gives any: ${lost}`);
    const fetched = await client.workflow
      .getHandle(workflowId, runId)
      .fetchHistory()
      .catch((error: unknown) => ({ error }));
    if (!('error' in fetched)) {
      if (kept !== undefined) await keepHistory(kept.folder, listed, { history: fetched, redact: kept.redact });
      return { source: { workflowId, history: fetched } };
    }
    const { name, code, details, message } = fetched.error as Partial<Error> & { readonly code?: unknown; readonly details?: string };
    if (name === 'WorkflowNotFoundError' || code === NOT_FOUND) return { deleted: { workflowId, workflowType } };
    const reason = toOneLine(details ?? message ?? String(fetched.error));
    if (OF_THE_SERVER.includes(Number(code))) lost = reason;
    return unread(`its history could not be fetched: ${reason}`);
  };
}
