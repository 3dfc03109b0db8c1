import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { refuseHeaders } from '../../../src/workflow/refuse-headers.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '../shared/language-model-v4.js';

/** @internal The stub of a durable AI SDK embedding model: `embed` and `embedMany` send each batch as an activity. */
export function embeddingModelStub(entry: DurableEntry): EmbeddingModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): EmbeddingModelV4 {
  const { maxEmbeddingsPerCall, supportsParallelCalls } = entry.description;
  return {
    specificationVersion: 'v4',
    provider: descriptionText(entry, 'provider'),
    modelId: descriptionText(entry, 'modelId'),
    maxEmbeddingsPerCall: typeof maxEmbeddingsPerCall === 'number' ? maxEmbeddingsPerCall : undefined,
    supportsParallelCalls: supportsParallelCalls === true,
    doEmbed: (options) => withAbortSignal(options.abortSignal, () => embed(entry, options)),
  };
}

async function embed(entry: DurableEntry, options: EmbeddingModelV4CallOptions): Promise<EmbeddingModelV4Result> {
  const { abortSignal: _abortSignal, headers, ...input } = options;
  refuseHeaders(headers);
  const summary = `embedding ${entry.id} · ${options.values.length} values`;
  return fromRichJson(await callDurable({ entry, input: [toRichJson(input)], summary })) as EmbeddingModelV4Result;
}
