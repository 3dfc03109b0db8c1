import type { WorkflowHandle } from '@temporalio/client';
import { fetchEvents } from './fetch-events.js';
import { historyTexts } from './history-texts.js';
import { recordedActivities } from './recorded-activities.js';
import type { RecordedHistory } from './recorded-history.js';

/**
 * Reads the history of a run, as far as it has come. Its size is no matter: a history of more than 4 MiB, which `handle.fetchHistory()` cannot
 * read, is read in pages.
 *
 * @example
 * ```ts
 * const history = await readHistory(handle);
 * expect(history.bytes).toBeLessThan(200_000);
 * expect(history.activities.map(({ activityType, attempts }) => [activityType, attempts])).toEqual([['model.model', 2], ['tool.lookUp', 1]]);
 * ```
 */
export async function readHistory(handle: WorkflowHandle): Promise<RecordedHistory> {
  const { workflowId, client } = handle;
  const { runId, historyLength, historySize = 0 } = await handle.describe();
  const raw = { events: await fetchEvents(handle, { runId, historyLength, historySize }) };
  return {
    workflowId,
    events: raw.events.length,
    bytes: historySize,
    activities: recordedActivities(raw, { workflowId, namespace: client.options.namespace }),
    texts: () => historyTexts(raw),
    raw,
  };
}
