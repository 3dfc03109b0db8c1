import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { maxInputBytesMember } from '../shared/max-input-bytes.js';
import type { EmbeddingModelV4 } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';
import { namesOfModel } from './names-of-model.js';

/** What most providers take at once; a model that is made later cannot be asked. */
const DEFAULT_BATCH = 100;

/** @internal The stub of a durable AI SDK embedding model: `embed` and `embedMany` send each batch as an activity. */
export function embeddingModelStub(entry: DurableEntry): EmbeddingModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): EmbeddingModelV4 {
  const { maxEmbeddingsPerCall, maxInputBytesPerCall, supportsParallelCalls } = entry.description;
  return {
    ...namesOfModel(entry),
    ...maxInputBytesMember(typeof maxInputBytesPerCall === 'number' ? maxInputBytesPerCall : undefined),
    maxEmbeddingsPerCall: typeof maxEmbeddingsPerCall === 'number' ? maxEmbeddingsPerCall : DEFAULT_BATCH,
    supportsParallelCalls: supportsParallelCalls !== false,
    doEmbed: (options) => callSingle(entry, options, `${options.values.length} values`),
  };
}
