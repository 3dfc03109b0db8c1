import type { WorkflowHandle } from '@temporalio/client';
import { historyTexts } from './history-texts.js';
import { recordedActivities } from './recorded-activities.js';
import type { RecordedHistory } from './recorded-history.js';

/**
 * Reads the history of a run, as far as it has come.
 *
 * @example
 * ```ts
 * const history = await readHistory(handle);
 * expect(history.bytes).toBeLessThan(200_000);
 * expect(history.activities.map(({ activityType, attempts }) => [activityType, attempts])).toEqual([['model.model', 2], ['tool.lookUp', 1]]);
 * ```
 */
export async function readHistory(handle: WorkflowHandle): Promise<RecordedHistory> {
  const raw = await handle.fetchHistory();
  const { historySize } = await handle.describe();
  return {
    workflowId: handle.workflowId,
    events: raw.events?.length ?? 0,
    bytes: historySize ?? 0,
    activities: recordedActivities(raw),
    texts: () => historyTexts(raw),
    raw,
  };
}
