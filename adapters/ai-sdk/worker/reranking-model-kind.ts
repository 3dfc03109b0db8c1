import type { RerankingModelV4, RerankingModelV4CallOptions, RerankingModelV4Result } from '../shared/provider-v4.js';
import { singleCallKind } from './single-call-kind.js';

/** AI SDK reranking models. */
export const rerankingModelKind = singleCallKind<RerankingModelV4, RerankingModelV4CallOptions, RerankingModelV4Result>({
  kind: 'reranker',
  stub: 'rerankingModelStub',
  describe: () => ({}),
  call: (model, options) => model.doRerank(options),
  usageOf: () => ({ units: { searches: 1 } }),
});
