import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import type { EmbeddingModelV4 } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';
import { namesOfModel } from './names-of-model.js';

/** @internal The stub of a durable AI SDK embedding model: `embed` and `embedMany` send each batch as an activity. */
export function embeddingModelStub(entry: DurableEntry): EmbeddingModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): EmbeddingModelV4 {
  const { maxEmbeddingsPerCall, supportsParallelCalls } = entry.description;
  return {
    ...namesOfModel(entry),
    maxEmbeddingsPerCall: typeof maxEmbeddingsPerCall === 'number' ? maxEmbeddingsPerCall : undefined,
    supportsParallelCalls: supportsParallelCalls === true,
    doEmbed: (options) => callSingle(entry, options, `${options.values.length} values`),
  };
}
