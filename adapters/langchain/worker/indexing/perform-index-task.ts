import type { VectorStore } from '@langchain/core/vectorstores';
import type { Json } from '../../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../../src/shared/encoding/rich-json.js';
import type { StepCall } from '../../../../src/worker/adapter.js';
import type { IndexTask } from '../../shared/index-task.js';
import { withoutRetries } from '../without-retries.js';
import { cleanIndex } from './clean-index.js';
import { planIndex } from './plan-index.js';
import { writeBatch } from './write-batch.js';

/** Performs a part of what indexing takes, where the vector store and its record are. */
export async function performIndexTask(store: VectorStore, { input: [given], context }: StepCall): Promise<Json> {
  const task = fromRichJson(given ?? null) as IndexTask;
  const own = withoutRetries(store);
  const { artifacts, attempt } = context;
  if (task.task === 'plan') return toRichJson(await planIndex(own, artifacts, task));
  return task.task === 'write' ? writeBatch(own, artifacts, { ...task, attempt }) : toRichJson(await cleanIndex(own, artifacts, task));
}
