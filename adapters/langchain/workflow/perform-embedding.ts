import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';

/** Performs a task of durable embeddings as one activity. */
export async function performEmbedding<Reply>(entry: DurableEntry, task: object, about: string): Promise<Reply> {
  const summary = `embedding ${entry.id} · ${about}`;
  return fromRichJson(await callDurable({ entry, input: [toRichJson(task)], summary })) as Reply;
}
