import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';

/** Performs a task of a durable thing as one activity; what a person reads of it in the Temporal UI is `about`. */
export async function performTask<Reply>(entry: DurableEntry, task: object, about: string): Promise<Reply> {
  const summary = `${entry.kind} ${entry.id} · ${about}`;
  return fromRichJson(await callDurable({ entry, input: [toRichJson(task)], summary })) as Reply;
}
