import type { ToolList } from '../../shared/contract/toolbox.js';
import { requirePart, type DurableEntry } from '../../shared/steps/durable-entry.js';
import { callDurable } from '../pipeline/call-durable.js';

/** What each toolbox said in this run. */
const lists = new Map<string, Promise<ToolList>>();

/** The tools of a toolbox, listed by an activity once a run: a replay, and every later call, sees the same ones. */
export function listTools(entry: DurableEntry): Promise<ToolList> {
  const part = requirePart(entry, 'list');
  const known = lists.get(part.activityType);
  if (known !== undefined) return known;
  // Its failure is the workflow code's to handle, whatever becomes of a run in which one of the tools fails.
  const listed = callDurable({ entry: part, input: [], summary: `tools of ${entry.id}` }) as Promise<unknown>;
  const list = listed as Promise<ToolList>;
  lists.set(part.activityType, list);
  list.catch(() => lists.delete(part.activityType));
  return list;
}
