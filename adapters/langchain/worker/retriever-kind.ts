import type { BaseRetriever } from '@langchain/core/retrievers';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { toDocumentsJson } from '../shared/document-fields.js';
import { documentsByReference } from './documents-by-reference.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** LangChain retrievers: a query in, documents out. */
export const retrieverKind: CallableKind<BaseRetriever> = {
  kind: 'retriever',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'retrieverStub' },
  describe: (retriever) => ({ metadata: toRichJson(retriever?.metadata ?? {}) }),
  byReference: documentsByReference,

  async perform(retriever, { input: [query = ''], context: { signal } }) {
    return toDocumentsJson(await withoutRetries(retriever).invoke(query as string, { signal }));
  },

  warnings: remainingRetries,
};
