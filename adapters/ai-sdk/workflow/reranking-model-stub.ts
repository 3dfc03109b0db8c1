import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import type { RerankingModelV4 } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';
import { namesOfModel } from './names-of-model.js';

/** @internal The stub of a durable AI SDK reranking model: `rerank` is an activity. */
export function rerankingModelStub(entry: DurableEntry): RerankingModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): RerankingModelV4 {
  return {
    ...namesOfModel(entry),
    doRerank: (options) => callSingle(entry, options, `${options.documents.values.length} documents`),
  };
}
