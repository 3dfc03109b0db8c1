import type { ToolList } from '../../shared/contract/toolbox.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { callDurable } from '../pipeline/call-durable.js';

/** What each toolbox said in this run. */
const lists = new Map<string, Promise<ToolList>>();

/** The tools of a toolbox, listed by an activity once a run: a replay, and every later call, sees the same ones. */
export function listTools(entry: DurableEntry): Promise<ToolList> {
  const activityType = `${entry.activityType}.list`;
  const known = lists.get(activityType);
  if (known !== undefined) return known;
  // Its failure is the workflow code's to handle, whatever becomes of a run in which one of the tools fails.
  const { onFailure: _ofCalls, ...own } = entry;
  const listed = callDurable({ entry: { ...own, activityType }, input: [], summary: `tools of ${entry.id}` }) as Promise<unknown>;
  const list = listed as Promise<ToolList>;
  lists.set(activityType, list);
  list.catch(() => lists.delete(activityType));
  return list;
}
